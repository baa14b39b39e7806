"""What a member changes about messages."""

from datetime import datetime
from typing import Any

from django.db import transaction

from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.models import Preference
from funade.apps.notices.queries import address_digest
from funade.core.kernel.actor import Actor
from funade.core.privacy.quiet import Hours, Window


class NeverError(ValueError):
    """The hours would leave no moment for a message; stopping everything is another button."""


@transaction.atomic
def switch_channel(*, actor: Actor, user_id: int, channel: ChannelCode, on: bool) -> None:
    """Use a channel, or do not."""
    row, _ = Preference.objects.select_for_update().get_or_create(user_id=user_id)
    row.off = sorted({*row.off, channel} - ({channel} if on else set()))
    row.save(update_fields=["off"])


def choose_hours(*, actor: Actor, user_id: int, hours: Hours, silent_outside: bool) -> None:
    """Set when messages may come. Raises NeverError when that is never."""
    if not hours.ever:
        raise NeverError
    _set(user_id, silent_outside=silent_outside, **_columns(hours))


def choose_digest_hour(*, actor: Actor, user_id: int, hour: int) -> None:
    """Set at which hour in Japan, 0 to 23, summaries come."""
    _set(user_id, digest_hour=hour)


def stop_everything(*, actor: Actor, user_id: int, now: datetime) -> None:
    """From now on only what concerns the account itself; doing it twice changes nothing."""
    _set(user_id)
    Preference.objects.filter(user_id=user_id, stopped_at=None).update(stopped_at=now)


def resume(*, actor: Actor, user_id: int) -> None:
    """Send again what the member had chosen before."""
    Preference.objects.filter(user_id=user_id).update(stopped_at=None)


def note_bounce(*, actor: Actor, user_id: int) -> None:
    """Remember that the member's present address takes no mail."""
    _set(user_id, bounced_digest=address_digest(user_id))


def forget_bounce(*, actor: Actor, user_id: int) -> None:
    """Try the address again."""
    Preference.objects.filter(user_id=user_id).exclude(bounced_digest="").update(bounced_digest="")


def _set(user_id: int, **columns: Any) -> None:
    Preference.objects.update_or_create(user_id=user_id, defaults=columns)


def _columns(hours: Hours) -> dict[str, int | None]:
    return {
        f"{day}_{end}": value
        for day, window in (
            ("weekday", hours.weekday),
            ("saturday", hours.saturday),
            ("sunday", hours.sunday),
        )
        for end, value in _ends(window).items()
    }


def _ends(window: Window | None) -> dict[str, int | None]:
    return {"from": window.start if window else None, "until": window.end if window else None}
