"""Work of the notices app."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from funade.apps.accounts.keyring import open_for_house
from funade.apps.notices.actions.deliver import deliver
from funade.apps.notices.actions.housekeeping import close_dead, prune_log
from funade.apps.notices.actions.letters import LETTER
from funade.apps.notices.actions.line import LINE_EVENT, forget_events
from funade.apps.notices.actions.notify import SEND
from funade.apps.notices.channels.email import Letter, post
from funade.apps.notices.line_events import LINE, run_line_event
from funade.apps.outbox.handling import Handler, Schedule, Task
from funade.core.kernel.actor import Actor

SENDER: Final = Actor("system", "sender")


def _send(task: Task, now: datetime) -> None:
    deliver(actor=SENDER, task=task, now=now)


def _letter(task: Task, _now: datetime) -> None:
    said = open_for_house(task.payload["sealed"])
    post(Letter(task.key, said["address"], said["subject"], tuple(said["lines"])))


def _prune(now: datetime) -> None:
    prune_log(actor=SENDER, now=now)


def _close_dead(now: datetime) -> None:
    close_dead(actor=SENDER, now=now)


def _forget_line_events(now: datetime) -> None:
    forget_events(actor=LINE, now=now)


HANDLERS: Final[Mapping[str, Handler]] = {
    SEND: Handler(_send),
    LETTER: Handler(_letter, urgent=True),
    LINE_EVENT: Handler(run_line_event),
}
SCHEDULES: Final = (
    Schedule("notices.prune", _prune, every=timedelta(days=1), at_minute=4 * 60 + 10),
    Schedule(
        "notices.forget-line-events",
        _forget_line_events,
        every=timedelta(days=1),
        at_minute=4 * 60 + 20,
    ),
    Schedule("notices.close-dead", _close_dead, every=timedelta(hours=1)),
)
