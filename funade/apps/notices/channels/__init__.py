"""One folder per way to reach a member; each offers one object with one method."""

from dataclasses import dataclass
from typing import Protocol

from funade.apps.notices.enums import ChannelCode
from funade.apps.outbox.handling import GiveUpError


class QuotaExceededError(GiveUpError):
    """The channel carries no more this month: another one has to."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one member on one channel, already in neutral words (STEALTH S-13)."""

    key: str
    """The outbox job's key: the Message-ID, the LINE retry key and the push topic derive from it,
    so that sending twice is one message."""
    user_id: int
    title: str
    lines: tuple[str, ...]
    path: str
    """Where to read on, as a path of this site; it shows nothing without signing in."""
    silent: bool = False
    """Whether it must arrive without an alert."""
    stop_path: str = ""
    """One-click unsubscribe (RFC 8058), as a path; "" for messages one cannot opt out of."""


class OncePerDayError(QuotaExceededError):
    """The member's message of the day has gone out on this channel; mail takes this one."""


class Channel(Protocol):
    """A way to reach a member."""

    code: ChannelCode

    def reaches(self, user_id: int) -> bool:
        """Whether the member has connected this channel and it is configured here."""

    def send(self, message: Outgoing) -> str:
        """Deliver once; returns what the other side called it, for the delivery log.

        Raises `outbox.handling.TryAgainError` for a failure that may pass, and `GiveUpError`
        for one that will not, e.g. an address that is gone.
        """
