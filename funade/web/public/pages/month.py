"""The shift calendar: a month of days with what each has to offer."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from funade.core.kernel.calendar import holiday_name
from funade.core.kernel.yen import format_man, format_man_floor
from funade.core.search.query import Query
from funade.core.search.result import CalendarDay
from funade.web.public.pages.conditions import first_page, search_url

BANDS: Final = ("high", "middle", "low")
"""Thirds of the month's days by their best pay. Shown by pattern and in words."""
MONTHS_AHEAD: Final = 12


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day; ``band`` is one of `BANDS`, or "" (nothing, or pay not stated)."""

    day: date
    openings: int
    best_pay: str
    band: str
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
    legend: tuple[tuple[str, str], ...]
    """Band and its meaning in words."""

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
    floors = _floors([found.best_pay for found in days.values() if found.best_pay])
    found = _Days(query, today, days, floors)
    cells = tuple(
        tuple(_cell(found, day) if day.month == first.month else None for day in week)
        for week in weeks
    )
    before, after = first - timedelta(days=1), last_of(first) + timedelta(days=1)
    return Month(
        first.year,
        first.month,
        cells,
        previous=_month_url(query, before) if before >= today.replace(day=1) else "",
        following=_month_url(query, after),
        legend=_legend(floors),
    )


def _month_url(query: Query, day: date) -> str:
    return search_url(first_page(query), view="calendar", month=f"{day:%Y-%m}")


@dataclass(frozen=True, slots=True)
class _Days:
    """What the cells of a month are made from; ``floors`` are yen for high and middle."""

    query: Query
    today: date
    days: Mapping[int, CalendarDay]
    floors: tuple[int, int]


def _cell(month: _Days, day: date) -> DayCell:
    ordinal = day.toordinal()
    found = month.days.get(ordinal)
    best = found.best_pay if found else None
    only = first_page(month.query).having(first_day=ordinal, last_day=ordinal)
    return DayCell(
        day=day,
        openings=found.openings if found else 0,
        best_pay=format_man_floor(best) if best else "",
        band=_band(best, month.floors),
        holiday=holiday_name(day) or "",
        past=day < month.today,
        url=search_url(only) if found else "",
    )


def _floors(best: list[int]) -> tuple[int, int]:
    """Pay from which a day belongs to the upper third and to the middle one; 0 for no day."""
    ranked = sorted(best)
    if not ranked:
        return 0, 0
    return ranked[len(ranked) * 2 // 3], ranked[len(ranked) // 3]


def _band(best: int | None, floors: tuple[int, int]) -> str:
    if not best:
        return ""
    high, middle = floors
    return "high" if best >= high else "middle" if best >= middle else "low"


def _legend(floors: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    high, middle = floors
    if not high:
        return ()
    words = [("high", f"最高額が{format_man(high)}以上")]
    if middle < high:
        words.append(("middle", f"{format_man(middle)}以上"))
    return (*words, ("low", "それより低い日"))
