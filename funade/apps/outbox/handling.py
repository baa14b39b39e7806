"""How an app takes work from the outbox: by HANDLERS and SCHEDULES in its `handlers` module."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from funade.core.kernel.calendar import JST, at_minute


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
    urgent: bool = False
    """Somebody is waiting in front of a screen: these go before all other jobs that are due."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Work that comes round; it runs once a period in one of the workers, and may be repeated."""

    name: str
    run: Callable[[datetime], None]
    every: timedelta
    at_minute: int | None = None
    """For work of whole days: minutes after midnight in Japan; None counts from the last run."""

    def next_due(self, due_at: datetime | None, now: datetime) -> datetime:
        """When it is due after ``now``, having been due at ``due_at``; None when it is new.

        What was missed meanwhile is not made up for: one run stands for all.
        """
        if self.at_minute is None:
            return now if due_at is None else now + self.every
        day = (due_at or now).astimezone(JST).date()
        step = timedelta(days=max(self.every.days, 1)) if due_at else timedelta(days=1)
        while at_minute(day, self.at_minute) <= now:
            day += step
        return at_minute(day, self.at_minute)
