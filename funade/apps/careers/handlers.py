"""What the worker does for the careers app."""

from datetime import datetime, timedelta
from typing import Final

from funade.apps.careers.actions.alerts import forget_old_alerts, raise_alerts
from funade.apps.careers.actions.licence import remove_old_pictures
from funade.apps.careers.actions.telling import TELL, collect_digests, tell
from funade.apps.notices.enums import Pace
from funade.apps.outbox.handling import Handler, Schedule, Task
from funade.core.kernel.actor import KEEPER


def _remove_old_pictures(now: datetime) -> None:
    remove_old_pictures(actor=KEEPER, now=now)


def _tell(task: Task, now: datetime) -> None:
    payload = task.payload
    tell(actor=KEEPER, user_id=int(payload["user"]), pace=Pace(payload["pace"]), now=now)


def _raise_alerts(now: datetime) -> None:
    raise_alerts(actor=KEEPER, now=now)


def _collect_digests(now: datetime) -> None:
    collect_digests(actor=KEEPER, now=now)


def _forget_old_alerts(now: datetime) -> None:
    forget_old_alerts(actor=KEEPER, now=now)


HANDLERS: Final[dict[str, Handler]] = {TELL: Handler(_tell, atomic=True)}
SCHEDULES: Final = (
    Schedule(
        "careers.old-pictures", _remove_old_pictures, every=timedelta(days=1), at_minute=3 * 60 + 10
    ),
    Schedule("careers.alerts", _raise_alerts, every=timedelta(seconds=1)),
    Schedule("careers.digests", _collect_digests, every=timedelta(minutes=10)),
    Schedule(
        "careers.old-alerts", _forget_old_alerts, every=timedelta(days=1), at_minute=4 * 60 + 10
    ),
)
