"""The other sides: a mail server, LINE and a push service, each a little slow to answer.

They take a message at once and say so a moment later. In that moment a killed worker leaves a
message that has arrived and of which the books say nothing.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, NamedTuple

from tests.apps.notices.killing.crowd import Person
from tests.factories.mail import Mailbox, receiving
from tests.peers.http import Answer, Answering, Request, serving
from tests.peers.line import FakeLine
from tests.peers.push_service import Browser, FakePushService

SLOWEST_S: Final = 0.04
_PUSH_TO_LINE: Final = "/v2/bot/message/push"
_NUMBER: Final = re.compile(r"(\d+)件")


class Arrived(NamedTuple):
    """One message as the other side has it."""

    channel: str
    to: str
    """Address, LINE user or browser."""
    id: str
    """By which a second copy is known as one."""
    says: int
    """The number in its text; 0 for a push, which has no text."""


@dataclass
class Slow:
    """A peer that answers late, and does one thing at a time."""

    peer: Answering
    dice: random.Random
    _lock: Lock = field(default_factory=Lock)

    def answer(self, request: Request) -> Answer:
        with self._lock:
            answer = self.peer.answer(request)
        if request.method == "POST":
            time.sleep(self.dice.uniform(0, SLOWEST_S))
        return answer


@dataclass
class Peers:
    """All three, and where they are."""

    dice: random.Random
    box: Mailbox = field(default_factory=Mailbox)
    line: FakeLine = field(default_factory=lambda: FakeLine(quota=None))
    push: FakePushService = field(default_factory=FakePushService)
    environment: dict[str, str] = field(default_factory=dict)
    browsers: dict[int, list[Browser]] = field(default_factory=dict)
    """By the number of their person."""

    def subscribe(self, person: Person) -> list[dict[str, str]]:
        """The person switches on all their browsers; what these send."""
        self.browsers[person.number] = [self.push.subscribe() for _ in range(person.browsers)]
        return [browser.form() for browser in self.browsers[person.number]]

    def begun(self) -> int:
        """How many messages have come in, repeats too."""
        return len(self.box.raw) + len(self._line_pushes()) + len(self.push.received)

    def arrived(self) -> list[Arrived]:
        """Everything that came in, repeats too: what a repeat is, each channel says by its id."""
        return [*self._mails(), *self._bubbles(), *self._pushes()]

    def _mails(self) -> Iterator[Arrived]:
        for mail in self.box.mails:
            yield Arrived("email", mail["To"], mail["Message-ID"], _number(mail["Subject"]))

    def _bubbles(self) -> Iterator[Arrived]:
        """What was refused because it had been taken before, did not reach anybody twice."""
        for request in self._line_pushes():
            key = request.headers["x-line-retry-key"]
            sent = self.line.accepted[key]
            yield Arrived("line", sent.to, key, _number(sent.messages[0]["altText"]))

    def _line_pushes(self) -> list[Request]:
        return [request for request in self.line.requests if request.path == _PUSH_TO_LINE]

    def _pushes(self) -> Iterator[Arrived]:
        for push in self.push.received:
            yield Arrived("push", push.browser, f"{push.topic} {push.payload['id']}", 0)


@contextmanager
def peers(dice: random.Random) -> Iterator[Peers]:
    """The three servers, and the settings that lead to them."""
    made = Peers(dice)
    made.box.slow = lambda: dice.uniform(0, SLOWEST_S)
    with ExitStack() as open_:
        line = open_.enter_context(serving(Slow(made.line, dice)))
        made.push.origin = open_.enter_context(serving(Slow(made.push, dice)))
        made.environment = {
            "FUNADE_MAIL_URL": open_.enter_context(receiving(made.box)),
            "FUNADE_LINE_API": line,
            "FUNADE_LINE_CHANNEL_TOKEN": made.line.token,
            "FUNADE_LINE_CHANNEL_SECRET": made.line.secret,
            "FUNADE_PUSH_HOSTS": made.push.origin,
        }
        yield made


def _number(text: str) -> int:
    found = _NUMBER.search(text)
    assert found, text
    return int(found[1])
