"""What LINE tells us: who speaks is proved over the raw bytes before anything is read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from linebot.v3.webhook import SignatureValidator
from linebot.v3.webhooks import (
    AccountLinkEvent,
    Event,
    FollowEvent,
    MessageEvent,
    TextMessageContent,
    UnfollowEvent,
    UserSource,
)

from funade.apps.notices.channels.line.links import NotFromLineError
from funade.apps.notices.channels.line.texts import START_WORDS, STOP_WORDS
from funade.core.kernel.text import fold

_EDGES: Final = " \t\r\n　「」『』\"'。．.、!！"


class LineAct(StrEnum):
    """What a user did in LINE, as far as it matters here."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    LINK = "link"
    START = "start"
    STOP = "stop"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LineEvent:
    """One event of one user."""

    id: str
    act: LineAct
    line_user: str
    reply_token: str = ""
    nonce: str = ""
    """For LINK, when LINE says the user agreed; "" when the dialog failed."""


def read(body: bytes, signature: str) -> tuple[LineEvent, ...]:
    """The events of one delivery that concern us. Raises NotFromLineError."""
    try:
        text = body.decode("utf-8")
        if not SignatureValidator(settings.FUNADE_LINE_CHANNEL_SECRET).validate(text, signature):
            raise NotFromLineError("wrong signature")
        return tuple(_events(json.loads(text)["events"]))
    except (UnicodeError, ValueError, KeyError, TypeError):
        raise NotFromLineError("unreadable") from None


def _events(raw: list[dict[str, Any]]) -> Iterator[LineEvent]:
    """One event of a kind we do not know must not lose the others."""
    for entry in raw:
        try:
            event = Event.from_dict(entry)
        except (ValueError, KeyError, AttributeError, TypeError):
            continue
        if event.mode == "active" and isinstance(event.source, UserSource) and event.source.user_id:
            yield _event(event, event.source.user_id)


def _event(event: Event, line_user: str) -> LineEvent:
    return LineEvent(
        id=event.webhook_event_id,
        act=_act(event),
        line_user=line_user,
        reply_token=getattr(event, "reply_token", None) or "",
        nonce=event.link.nonce
        if isinstance(event, AccountLinkEvent) and event.link.result == "ok"
        else "",
    )


_ACTS: Final = {
    FollowEvent: LineAct.FOLLOW,
    UnfollowEvent: LineAct.UNFOLLOW,
    AccountLinkEvent: LineAct.LINK,
}


def _act(event: Event) -> LineAct:
    if isinstance(event, MessageEvent) and isinstance(event.message, TextMessageContent):
        word = fold(event.message.text).strip(_EDGES)
        if word in _STOP:
            return LineAct.STOP
        return LineAct.START if word in _START else LineAct.OTHER
    return _ACTS.get(type(event), LineAct.OTHER)


_START: Final = frozenset(map(fold, START_WORDS))
_STOP: Final = frozenset(map(fold, STOP_WORDS))
