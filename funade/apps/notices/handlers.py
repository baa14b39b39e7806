"""Work of the notices app."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from funade.apps.accounts.keyring import open_for_house
from funade.apps.notices.actions.letters import LETTER
from funade.apps.notices.actions.line import LINE_EVENT, forget_events
from funade.apps.notices.actions.notify import SEND
from funade.apps.notices.channels import Outgoing
from funade.apps.notices.channels.email import post
from funade.apps.notices.channels.email.letter import Letter
from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.line_events import LINE, run_line_event
from funade.apps.notices.messages import restored
from funade.apps.outbox.handling import Handler, Schedule, Task


def _send(task: Task, _now: datetime) -> None:
    notice = restored(task.payload)
    CHANNELS[task.payload["channel"]].send(
        Outgoing(task.key, task.payload["user"], notice.title(), notice.lines(), notice.path())
    )


def _letter(task: Task, _now: datetime) -> None:
    said = open_for_house(task.payload["sealed"])
    post(Letter(task.key, said["address"], said["subject"], tuple(said["lines"])))


def _forget_line_events(now: datetime) -> None:
    forget_events(actor=LINE, now=now)


HANDLERS: Final[Mapping[str, Handler]] = {
    SEND: Handler(_send),
    LETTER: Handler(_letter),
    LINE_EVENT: Handler(run_line_event),
}
SCHEDULES: Final[tuple[Schedule, ...]] = (
    Schedule("line-events-forget", _forget_line_events, every=timedelta(days=1), at_minute=4 * 60),
)
