"""Who is to be told of what."""

from datetime import datetime
from itertools import batched
from typing import Final

from django.db.models import Max, QuerySet

from funade.apps.careers.models import Alert
from funade.apps.notices.enums import Pace
from funade.apps.notices.queries import digest_hours
from funade.core.kernel.calendar import JST

_ROWS: Final = 500


def untold(user_id: int, pace: Pace) -> QuerySet[Alert]:
    """Alerts of a member's searches of a pace that no message has counted yet."""
    return Alert.objects.filter(
        user_id=user_id, told_at__isnull=True, search__pace=pace, search__paused=False
    )


def last_told(user_id: int, pace: Pace) -> datetime | None:
    """When the last message of a pace was written down."""
    mine = Alert.objects.filter(user_id=user_id, search__pace=pace)
    last: datetime | None = mine.aggregate(last=Max("told_at"))["last"]
    return last


def due_members(pace: Pace, now: datetime) -> list[int]:
    """Members with untold alerts of a pace whose hour for summaries it is."""
    hour = now.astimezone(JST).hour
    rows = Alert.objects.filter(told_at__isnull=True, search__pace=pace, search__paused=False)
    waiting = rows.order_by("user_id").values_list("user_id", flat=True).distinct()
    return [
        user_id
        for some in batched(waiting.iterator(_ROWS), _ROWS)
        for user_id, wanted in digest_hours(some).items()
        if wanted == hour
    ]
