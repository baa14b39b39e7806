"""The shift calendar: a month of days with what each has to offer."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from funade.core.kernel.calendar import holiday_name
from funade.core.kernel.yen import format_man
from funade.core.search.query import Query
from funade.core.search.result import CalendarDay
from funade.web.public.pages.conditions import first_page, search_url

_BANDS: Final = ((100_000, "high", "高い日"), (60_000, "middle", "中くらい"), (0, "low", "低め"))
"""Yen per shift from which a day counts as high or middle. Shown by pattern and word."""
MONTHS_AHEAD: Final = 12


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day; ``band`` is high, middle, low or "" (nothing, or pay not stated)."""

    day: date
    openings: int
    best_pay: str
    band: str
    band_words: str
    holiday: str
    past: bool
    url: str


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks of seven cells from Monday; None outside the month."""

    year: int
    month: int
    weeks: tuple[tuple[DayCell | None, ...], ...]
    previous: str
    following: str

    @property
    def title(self) -> str:
        """``2026年12月``."""
        return f"{self.year}年{self.month}月"


def read_month(text: str, today: date) -> date:
    """The first day of the month asked for as ``2026-12``; this month if it is not readable."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today
    first = first.replace(day=1)
    latest = (today.replace(day=1) + timedelta(days=31 * MONTHS_AHEAD)).replace(day=1)
    return min(max(first, today.replace(day=1)), latest)


def last_of(first: date) -> date:
    """The last day of the month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def month(query: Query, first: date, today: date, days: Mapping[int, CalendarDay]) -> Month:
    """The month that begins at ``first``; ``days`` by ordinal."""
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    cells = tuple(
        tuple(_cell(query, day, today, days) if day.month == first.month else None for day in week)
        for week in weeks
    )
    before, after = first - timedelta(days=1), last_of(first) + timedelta(days=1)
    return Month(
        first.year,
        first.month,
        cells,
        previous=_month_url(query, before) if before >= today.replace(day=1) else "",
        following=_month_url(query, after),
    )


def _month_url(query: Query, day: date) -> str:
    return search_url(first_page(query), view="calendar", month=f"{day:%Y-%m}")


def _cell(query: Query, day: date, today: date, days: Mapping[int, CalendarDay]) -> DayCell:
    found = days.get(day.toordinal())
    openings = found.openings if found else 0
    best = found.best_pay if found else None
    band, words = _band(best)
    ordinal = day.toordinal()
    only = replace(first_page(query), first_day=ordinal, last_day=ordinal)
    return DayCell(
        day=day,
        openings=openings,
        best_pay=format_man(best) if best else "",
        band=band,
        band_words=words,
        holiday=holiday_name(day) or "",
        past=day < today,
        url=search_url(only) if openings else "",
    )


def _band(best: int | None) -> tuple[str, str]:
    if not best:
        return "", ""
    return next((code, words) for floor, code, words in _BANDS if best >= floor)
