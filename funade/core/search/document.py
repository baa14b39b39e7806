"""What the engine knows of a posting: plain values, no database.

Unknown is None or the code ``"unknown"``, never 0. Days are `date.toordinal()` numbers, clock
times are minutes after JST midnight of the day the opening starts (an end may exceed 1,440).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from funade.core.kernel.calendar import JST

type Day = int
type Minute = int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """募集枠: one dated shift (spot) or one recurring slot (regular, fulltime): one index row."""

    id: int
    places_left: int
    slot: str
    """Code in `masters.work.SLOTS`."""
    day: Day | None = None
    """The date of a spot shift; None for recurring work."""
    weekdays: tuple[str, ...] = ()
    """Codes in `masters.work.WEEKDAYS`; a spot shift on a holiday carries ``hol`` as well."""
    starts: Minute | None = None
    ends: Minute | None = None
    cadence: str = ""
    """Code in `masters.work.CADENCES`; "" for spot and where nothing is said."""
    hourly_low: int | None = None
    hourly_high: int | None = None
    """Yen per hour, normalised over the wage bases; None if it cannot be known."""
    pay_low: int | None = None
    pay_high: int | None = None
    """Yen per shift (spot, regular) or per year (fulltime); None if not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """求人: the unit that changes. All its openings enter and leave the index together."""

    id: int
    kind: str
    facility: int
    operator: int
    prefecture: str
    municipality: str
    """Five-digit code, or "" when only the prefecture is known."""
    latitude: float | None = None
    longitude: float | None = None
    departments: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    facility_kind: str = "other"
    beds: str = "unknown"
    """Code in `masters.facility.BED_BANDS`."""
    emergency: str = "unknown"
    overtime_level: str = "unknown"
    permitted_duty: str = "unknown"
    transport: str = "unknown"
    published: Day
    """First day on the site: the order of 新着."""
    visible_until: Day
    """Last day on which it may be shown."""
    text: str = ""
    """Everything full-text search may hit. Must hold nothing that the page hides."""
    openings: tuple[Opening, ...] = ()


class Moment(NamedTuple):
    """Now, in Japan, as the engine compares it."""

    day: Day
    minute: Minute

    @classmethod
    def at(cls, now: datetime) -> "Moment":
        """The moment of an aware ``now``."""
        local = now.astimezone(JST)
        return cls(local.date().toordinal(), local.hour * 60 + local.minute)


def is_open(posting: Posting, opening: Opening, now: Moment) -> bool:
    """Whether an opening may be shown: not expired, places left, and not yet begun.

    A spot shift without a stated start counts as begun when its day is over.
    """
    if posting.visible_until < now.day or opening.places_left <= 0:
        return False
    if opening.day is None:
        return True
    starts = 24 * 60 if opening.starts is None else opening.starts
    return (opening.day, starts) > (now.day, now.minute)
