"""Pay made comparable: yen per shift and yen per hour, over every basis real pages use.

Everything is rounded down to whole yen, so that a figure is never flattered. What cannot be
known (hours not stated, pay per case) is None, not a guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from funade.core.masters.pay import (
    PER_DAY,
    PER_HALF_DAY,
    PER_HOUR,
    PER_MONTH,
    PER_SHIFT,
    PER_YEAR,
)

WEEKS_PER_YEAR: Final = 52
MONTHS_PER_YEAR: Final = 12
_PER_ATTENDANCE: Final = frozenset({PER_SHIFT, PER_DAY, PER_HALF_DAY})


@dataclass(frozen=True, slots=True)
class PayBand:
    """One stated amount: yen on a basis, for a part of the day or for the whole shift.

    ``starts`` and ``ends`` are minutes after midnight of the first day; both None means the
    whole shift. ``low`` or ``high`` is None where the page states only the other.
    """

    basis: str
    low: int | None
    high: int | None
    starts: int | None = None
    ends: int | None = None
    note: str = ""

    @property
    def minutes(self) -> int | None:
        """Length of the band in minutes, or None when it means the whole shift."""
        if self.starts is None or self.ends is None:
            return None
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Worked:
    """How long one works for the pay: minutes of a shift (breaks taken off) and of a week."""

    shift: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Yen from ``low`` to ``high``; None means that this end is not known."""

    low: int | None = None
    high: int | None = None


NOTHING: Final = Range()


def per_hour(bands: Sequence[PayBand], worked: Worked) -> Range:
    """Yen per hour. Bands with times are averaged over their minutes, others form a range."""
    if timed := _timed(bands):
        minutes = sum(band.minutes or 0 for band in timed)
        total = _sum([_band_total(band) for band in timed])
        return _scale(total, 60, minutes)
    return _span([_hourly(band, worked) for band in bands])


def per_shift(bands: Sequence[PayBand], worked: Worked) -> Range:
    """Yen for one shift. Bands with times are added up, others form a range."""
    if timed := _timed(bands):
        return _sum([_band_total(band) for band in timed])
    return _span([_shift(band, worked) for band in bands])


def per_year(bands: Sequence[PayBand]) -> Range:
    """Yen per year of a fulltime post; only yearly and monthly pay can say it."""
    return _span([_yearly(band) for band in bands])


def _timed(bands: Sequence[PayBand]) -> list[PayBand]:
    """The bands, if every one of them is hourly pay for a stated part of the day."""
    fit = [band for band in bands if band.basis == PER_HOUR and band.minutes]
    return fit if len(fit) == len(bands) else []


def _band_total(band: PayBand) -> Range:
    return _scale(Range(band.low, band.high), band.minutes or 0, 60)


def _hourly(band: PayBand, worked: Worked) -> Range:
    amount = Range(band.low, band.high)
    if band.basis == PER_HOUR:
        return amount
    if band.basis in _PER_ATTENDANCE:
        return _scale(amount, 60, worked.shift)
    week = worked.week and worked.week * WEEKS_PER_YEAR
    if band.basis == PER_MONTH:
        return _scale(amount, 60 * MONTHS_PER_YEAR, week)
    return _scale(amount, 60, week) if band.basis == PER_YEAR else NOTHING


def _shift(band: PayBand, worked: Worked) -> Range:
    amount = Range(band.low, band.high)
    if band.basis in _PER_ATTENDANCE:
        return amount
    if band.basis == PER_HOUR and worked.shift:
        return _scale(amount, worked.shift, 60)
    return NOTHING


def _yearly(band: PayBand) -> Range:
    if band.basis == PER_YEAR:
        return Range(band.low, band.high)
    if band.basis == PER_MONTH:
        return _scale(Range(band.low, band.high), MONTHS_PER_YEAR, 1)
    return NOTHING


def _scale(amount: Range, times: int, over: int | None) -> Range:
    if not over:
        return NOTHING
    low = None if amount.low is None else amount.low * times // over
    high = None if amount.high is None else amount.high * times // over
    return Range(low, high)


def _sum(amounts: Sequence[Range]) -> Range:
    lows, highs = [a.low for a in amounts], [a.high for a in amounts]
    return Range(_total(lows), _total(highs))


def _total(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _span(amounts: Sequence[Range]) -> Range:
    lows = [a.low for a in amounts if a.low is not None]
    highs = [a.high for a in amounts if a.high is not None]
    return Range(min(lows, default=None), max(highs, default=None))
