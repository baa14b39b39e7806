"""Answering what a user did in LINE: the outbox's side of the webhook.

The database half comes first and may be repeated; the answer is a courtesy. A reply token works
once and for about a minute, so an answer that LINE refuses is not tried again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from funade.apps.accounts.keyring import SealBrokenError, open_for_house
from funade.apps.notices.actions import line
from funade.apps.notices.channels.line import links, texts
from funade.apps.notices.channels.line.channel import url_of
from funade.apps.outbox.handling import GiveUpError, Task, TryAgainError
from funade.core.kernel.actor import Actor

LINE: Final = Actor("system", "line")
LINK_PATH: Final = "/me/line/"

type Event = Mapping[str, Any]


def run_line_event(task: Task, now: datetime) -> None:
    """Handle one event. Raises TryAgainError when LINE cannot give a token just now."""
    try:
        event: Event = open_for_house(task.payload["sealed"])
    except SealBrokenError:
        raise GiveUpError("an event could not be opened") from None
    _ACTS[event["act"]](event, now)


def _followed(event: Event, now: datetime) -> None:
    _say(event, texts.WELCOME, now)


def _other(event: Event, now: datetime) -> None:
    _say(event, texts.HELP, now)


def _unfollowed(event: Event, now: datetime) -> None:  # noqa: ARG001  (a row of the table)
    line.unlink_account(actor=LINE, line_user=event["line_user"])


def _stopped(event: Event, now: datetime) -> None:
    line.stop_from_line(actor=LINE, line_user=event["line_user"], now=now)
    _say(event, texts.STOPPED, now)


def _linked(event: Event, now: datetime) -> None:
    if event["nonce"]:
        line.complete_link(actor=LINE, line_user=event["line_user"], nonce=event["nonce"], now=now)
    connected = links.is_linked(event["line_user"])
    _say(event, texts.CONNECTED if connected else texts.NOT_CONNECTED, now)


def _started(event: Event, now: datetime) -> None:
    from funade.apps.notices.channels.line import client

    token = client.link_token(line_user=event["line_user"], now=now)
    url = url_of(f"{LINK_PATH}?linkToken={token}")
    _reply(event, client.invitation(texts.START, texts.START_BUTTON, url), now)


def _say(event: Event, text: str, now: datetime) -> None:
    from funade.apps.notices.channels.line import client

    _reply(event, client.plain(text), now)


def _reply(event: Event, message: Any, now: datetime) -> None:
    from funade.apps.notices.channels.line import client

    if not event["reply_token"]:
        return
    try:
        client.reply(token=event["reply_token"], message=message, now=now)
    except (TryAgainError, GiveUpError):
        return  # the token is used up or too old, and the user can simply write again


_ACTS: Final[Mapping[str, Callable[[Event, datetime], None]]] = {
    "follow": _followed,
    "unfollow": _unfollowed,
    "link": _linked,
    "start": _started,
    "stop": _stopped,
    "other": _other,
}
