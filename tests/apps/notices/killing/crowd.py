"""Who is told what, on which channels: known to the test and to the installation alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MEMBERS: Final = 105
TURNS: Final = 2
"""Messages for each member; LINE carries one a day, so who has nothing but LINE gets one."""

_REACHED: Final = (
    (True, False, 0),
    (False, True, 0),
    (False, False, 1),
    (True, True, 0),
    (True, False, 2),
    (False, True, 1),
    (True, True, 2),
)
"""By mail, by LINE, on how many browsers: every mixture, in turn."""


@dataclass(frozen=True)
class Person:
    """A member, before there is one."""

    number: int
    mail: bool
    line: bool
    browsers: int

    @property
    def address(self) -> str:
        return f"member{self.number}@example.jp"

    @property
    def line_user(self) -> str:
        return f"U{self.number:032x}"

    @property
    def channels(self) -> tuple[str, ...]:
        used = {"email": self.mail, "line": self.line, "push": self.browsers > 0}
        return tuple(channel for channel, on in used.items() if on)


@dataclass(frozen=True)
class Message:
    """One message to one person; its number stands in the text, so that it can be told apart."""

    to: Person
    number: int
    turn: int

    @property
    def key(self) -> str:
        return f"kill:{self.number}"

    def job_key(self, channel: str) -> str:
        return f"notices.send:{self.key}:{channel}"


def people() -> list[Person]:
    return [Person(number, *_REACHED[number % len(_REACHED)]) for number in range(MEMBERS)]


def messages() -> Iterator[Message]:
    """In the order in which they are written down: all of one member's at once."""
    for person in people():
        for turn in range(TURNS):
            if turn == 0 or person.mail or not person.line:
                yield Message(person, turn * MEMBERS + person.number + 1, turn)


def job_keys() -> list[str]:
    """One job for each message and channel."""
    return sorted(one.job_key(channel) for one in messages() for channel in one.to.channels)
