"""How an app takes work from the outbox: by HANDLERS and SCHEDULES in its `handlers` module."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


class TryAgainError(Exception):
    """The work could not be done now; `after` says when to try next, None leaves it to backoff.

    The message is kept with the job, so it must name nobody and quote nothing.
    """

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUpError(Exception):
    """The work can never be done; the job goes to the dead letters with this reason."""


@dataclass(frozen=True, slots=True)
class Task:
    """One job as its handler sees it."""

    id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    attempt: int
    """1 at the first try."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What to do for jobs of one kind.

    ``atomic`` work only writes to the database: it commits together with the job's being done, so
    it happens exactly once. Other work reaches out: it is done at least once and must carry
    `Task.key`, so that the other side can tell a second time from a second message.
    """

    run: Callable[[Task, datetime], None]
    atomic: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """Work that comes round; it runs once a period in one of the workers, and may be repeated."""

    name: str
    run: Callable[[datetime], None]
    every: timedelta
    at_minute: int | None = None
    """For daily work: minutes after midnight in Japan; None counts from the last run."""
