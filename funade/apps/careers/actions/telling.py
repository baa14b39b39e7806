"""Telling members that there is something new; what, they read after signing in.

Alerts wait with ``told_at`` empty. A message is written down in the transaction that fills it, so
each alert is counted in one message, whichever worker dies when.
"""

from datetime import datetime, timedelta
from itertools import batched
from typing import Final

from django.db import transaction

from funade.apps.careers.models import Alert
from funade.apps.careers.queries import telling as queries
from funade.apps.notices.actions.notify import notify
from funade.apps.notices.enums import Pace
from funade.apps.notices.messages import Digest, NewItems, Notice
from funade.apps.outbox.actions import enqueue
from funade.core.kernel.actor import Actor
from funade.core.kernel.calendar import JST

TELL: Final = "careers.tell"
"""The kind of the jobs; ``{"user": id, "pace": code}``."""
GAP: Final = timedelta(minutes=10)
"""Between two messages told at once: an import of hundreds is one message, or two."""
_ROWS: Final = 500


def tell_soon(*, actor: Actor, user_id: int, key: str, now: datetime) -> None:
    """Write down that a member has something to be told at once, or when the `GAP` is over."""
    _write_down(actor, user_id, Pace.AT_ONCE, key, now)


def collect_digests(*, actor: Actor, now: datetime) -> int:
    """Write one job per member whose hour has come and who has something to be told.

    The job's key holds the day or the week, so that asking again is harmless. Returns the number
    of members.
    """
    count = 0
    for pace, period in _periods(now):
        members = queries.due_members(pace, now)
        for first in range(0, len(members), _ROWS):
            with transaction.atomic():
                for user_id in members[first : first + _ROWS]:
                    _write_down(actor, user_id, pace, period, now)
        count += len(members)
    return count


def _periods(now: datetime) -> list[tuple[Pace, str]]:
    """The paces that can be due today, each with the name of its day or week."""
    today = now.astimezone(JST).date()
    year, week, weekday = today.isocalendar()
    weekly = [(Pace.WEEKLY, f"{year}-W{week:02}")] if weekday == 1 else []
    return [(Pace.DAILY, today.isoformat()), *weekly]


@transaction.atomic
def tell(*, actor: Actor, user_id: int, pace: Pace, now: datetime) -> None:
    """Count everything untold of a member's searches of a pace in one message."""
    last = queries.last_told(user_id, pace) if pace == Pace.AT_ONCE else None
    if last and now < last + GAP:
        _write_down(actor, user_id, pace, f"after:{last.isoformat()}", last + GAP)
        return
    waiting = queries.untold(user_id, pace).select_for_update(of=("self",)).order_by("pk")
    postings = dict(waiting.values_list("pk", "posting_id"))
    if not postings:
        return
    for ids in batched(postings, _ROWS):
        Alert.objects.filter(pk__in=ids).update(told_at=now)
    count = len(set(postings.values()))
    notice: Notice = NewItems(count) if pace == Pace.AT_ONCE else Digest(count)
    notify(
        actor=actor,
        user_id=user_id,
        notice=notice,
        key=f"{notice.code}:{user_id}:{pace}:{max(postings)}",
        now=now,
    )


def _write_down(actor: Actor, user_id: int, pace: Pace, key: str, at: datetime) -> None:
    enqueue(
        actor=actor,
        kind=TELL,
        key=f"{TELL}:{user_id}:{pace}:{key}",
        payload={"user": user_id, "pace": pace.value},
        run_at=at,
        lane=f"{TELL}:{user_id}:{pace}",
    )
