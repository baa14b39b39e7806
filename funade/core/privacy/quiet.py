"""When a member may be disturbed (STEALTH S-14).

Said positively, as people do: hours in which messages may come, one window for weekdays, one for
Saturdays, one for Sundays. A public holiday counts as its weekday, because duty does too.
Everything outside the windows is quiet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from funade.core.kernel.calendar import JST, MINUTES_PER_DAY, at_minute

LATEST: Final = MINUTES_PER_DAY + 6 * 60
"""A window may run past midnight, until 翌6:00."""
_DAYS_OF_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes after midnight, half open; 1,560 is 翌2:00. Raises ValueError when it is none."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < min(self.end, MINUTES_PER_DAY) or self.end > LATEST:
            raise ValueError(f"no window of a day: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Hours:
    """In which hours messages may come; None closes a whole class of days."""

    weekday: Window | None
    saturday: Window | None
    sunday: Window | None

    def on(self, day: date) -> Window | None:
        """The window that begins on ``day``."""
        return (*(self.weekday,) * 5, self.saturday, self.sunday)[day.weekday()]

    @property
    def ever(self) -> bool:
        """Whether there is any window at all."""
        return any((self.weekday, self.saturday, self.sunday))


_EVENING: Final = Window(19 * 60, 23 * 60)
DEFAULT_HOURS: Final = Hours(weekday=_EVENING, saturday=_EVENING, sunday=Window(7 * 60, 23 * 60))
"""Nothing while one may be at work, 7:00 to 19:00 from Monday to Saturday; nothing at night."""


def is_open(now: datetime, hours: Hours) -> bool:
    """Whether a message may come at the instant ``now``."""
    return any(start <= now < end for start, end in _periods(now, hours))


def next_allowed(now: datetime, hours: Hours) -> datetime | None:
    """The first instant from ``now`` on at which a message may come; None means never."""
    if is_open(now, hours):
        return now
    return min((start for start, _ in _periods(now, hours) if start > now), default=None)


def _periods(now: datetime, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """Open periods from yesterday's, which may still run, to the same weekday next week."""
    today = now.astimezone(JST).date()
    for offset in range(-1, _DAYS_OF_A_WEEK + 1):
        day = today + timedelta(days=offset)
        if window := hours.on(day):
            yield at_minute(day, window.start), at_minute(day, window.end)
