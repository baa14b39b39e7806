"""What the worker does for the careers app."""

from datetime import datetime, timedelta
from typing import Final

from funade.apps.careers.actions.licence import remove_old_pictures
from funade.apps.outbox.handling import Handler, Schedule
from funade.core.kernel.actor import KEEPER


def _remove_old_pictures(now: datetime) -> None:
    remove_old_pictures(actor=KEEPER, now=now)


HANDLERS: Final[dict[str, Handler]] = {}
SCHEDULES: Final = (
    Schedule(
        "careers.old-pictures", _remove_old_pictures, every=timedelta(days=1), at_minute=3 * 60 + 10
    ),
)
