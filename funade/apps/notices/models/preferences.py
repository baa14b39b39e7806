"""What a member chose about messages."""

from typing import Any, Final

from django.db import models
from django.db.models import F, Q

from funade.apps.accounts.models import User
from funade.apps.notices.choices import DEFAULT_DIGEST_HOUR
from funade.core.privacy.quiet import DEFAULT_HOURS, LATEST

_DAY: Final = 24 * 60


def _window_check(day: str) -> models.CheckConstraint:
    """Both ends or none, and a window as `core.privacy.quiet` allows it."""
    start, end = f"{day}_from", f"{day}_until"
    closed = Q(**{f"{start}__isnull": True, f"{end}__isnull": True})
    window = Q(**{f"{start}__lt": _DAY, f"{end}__gt": F(start), f"{end}__lte": LATEST})
    both = Q(**{f"{start}__isnull": False, f"{end}__isnull": False})
    return models.CheckConstraint(condition=closed | (both & window), name=f"notices_{day}_window")


def _minute(default: Any) -> Any:
    return models.PositiveSmallIntegerField(null=True, default=default)


class Preference(models.Model):
    """One member's choices; a member without a row has the defaults.

    The hours are those in which messages may come, in minutes after midnight in Japan; null
    closes that class of days.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    off = models.JSONField("使わない方法", default=list)
    """Codes of `ChannelCode`."""
    weekday_from = _minute(DEFAULT_HOURS.weekday and DEFAULT_HOURS.weekday.start)
    weekday_until = _minute(DEFAULT_HOURS.weekday and DEFAULT_HOURS.weekday.end)
    saturday_from = _minute(DEFAULT_HOURS.saturday and DEFAULT_HOURS.saturday.start)
    saturday_until = _minute(DEFAULT_HOURS.saturday and DEFAULT_HOURS.saturday.end)
    sunday_from = _minute(DEFAULT_HOURS.sunday and DEFAULT_HOURS.sunday.start)
    sunday_until = _minute(DEFAULT_HOURS.sunday and DEFAULT_HOURS.sunday.end)
    silent_outside = models.BooleanField("時間の外は音を鳴らさずに届ける", default=False)
    digest_hour = models.PositiveSmallIntegerField("まとめの時刻", default=DEFAULT_DIGEST_HOUR)
    stopped_at = models.DateTimeField("すべて止めた時刻", null=True)
    bounced_digest = models.CharField("届かなかったアドレスの指紋", max_length=64, blank=True)
    """SHA-256 of the address that a mail server refused for good; another address is another."""

    class Meta:
        """Windows are windows."""

        constraints = (
            *(_window_check(day) for day in ("weekday", "saturday", "sunday")),
            models.CheckConstraint(condition=Q(digest_hour__lt=24), name="notices_digest_hour"),
        )


class StopLink(models.Model):
    """A link that stops everything without signing in (RFC 8058).

    The link itself is made from ``seed`` and the installation's secret and never stored, so this
    table opens nothing. Deleting the row revokes the link.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seed = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
