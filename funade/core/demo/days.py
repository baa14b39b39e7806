"""When the work is: dates of spot shifts, weekly rhythm of regular ones, and how one says so."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from funade.core.demo.dice import Table, between, pick
from funade.core.demo.recipes import DAYS_OFF, EVERY_DAY, WEEKDAYS, WORKDAYS, Recipe
from funade.core.kernel.calendar import format_day, is_holiday
from funade.core.masters import work

type Days = frozenset[str]
"""Codes of `masters.work.WEEKDAYS`. A holiday is ``hol`` whatever its weekday."""

HORIZON_DAYS: Final = 90
_CODES: Final = work.WEEKDAYS.codes
_MONDAY_TO_FRIDAY: Final = frozenset(_CODES[:5])
_OFF: Final = frozenset({"sat", "sun", "hol"})
_SUNDAYS: Final = frozenset({"sun", "hol"})
_SATURDAY: Final = frozenset({"sat"})

OPEN: Final[dict[str, Days]] = {
    WEEKDAYS: _MONDAY_TO_FRIDAY,
    WORKDAYS: _MONDAY_TO_FRIDAY | _SATURDAY,
    EVERY_DAY: frozenset(_CODES),
    DAYS_OFF: _OFF,
}
"""`Recipe.days` → the days on which there is such work."""

_ONE: Final[Days] = frozenset()
"""Stands for: one weekday of those that are open."""

# Side jobs are sought for weekends, so far more of them are offered then.
_THEMES: Final = {
    WEEKDAYS: Table([(_ONE, 5.0), (_MONDAY_TO_FRIDAY, 5.0)]),
    WORKDAYS: Table(
        [(_SATURDAY, 35.0), (_ONE, 25.0), (_MONDAY_TO_FRIDAY, 15.0), (OPEN[WORKDAYS], 25.0)]
    ),
    EVERY_DAY: Table(
        [(_OFF, 38.0), (_ONE, 27.0), (_MONDAY_TO_FRIDAY, 12.0), (OPEN[EVERY_DAY], 23)]
    ),
    DAYS_OFF: Table([(_OFF, 55.0), (_SATURDAY, 20.0), (_SUNDAYS, 25.0)]),
}
_ALWAYS_OFF: Final = frozenset({"day-duty", "day-night"})
"""Slots that exist only on days off."""


def days_of_work(recipe: Recipe, slot: str) -> str:
    """The key in `OPEN` for a recipe's slot."""
    return DAYS_OFF if slot in _ALWAYS_OFF else recipe.days


def theme(rng: Random, days: str) -> Days:
    """Which days a spot posting is about: Saturdays only, one weekday, days off, any."""
    thrown = _THEMES[days].throw(rng)
    return thrown or frozenset({pick(rng, sorted(OPEN[days] - {"hol"}))})


def day_code(day: date) -> str:
    """The weekday's code, or ``hol``."""
    return "hol" if is_holiday(day) else _CODES[day.weekday()]


@cache
def pool(on: date, wanted: Days, *, rests: bool) -> tuple[date, ...]:
    """The days after ``on``, to the horizon, that a theme is about; ``rests`` over New Year."""
    horizon = (on + timedelta(days=ahead) for ahead in range(1, HORIZON_DAYS + 1))
    return tuple(d for d in horizon if day_code(d) in wanted and not (rests and _new_year(d)))


def _new_year(day: date) -> bool:
    """12/29 to 1/3, when only duty is on."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def spot_days(rng: Random, options: Sequence[date], count: int) -> tuple[date, ...]:
    """Up to ``count`` different days in order, the near ones more likely."""
    size = len(options)
    found = {options[int(size * rng.random() ** 1.3)] for _ in range(count + count // 3)}
    return tuple(sorted(found)[:count])


def spot_words(days: Sequence[date]) -> str:
    """How a title names the days of a series: 12/5(土), 土曜, 土日祝, 平日 or nothing."""
    if len(days) == 1:
        return format_day(days[0])
    if len({day.weekday() for day in days}) == 1:
        return f"{work.WEEKDAYS[days[0].weekday()].name}曜"
    codes = {day_code(day) for day in days}
    if codes <= _SUNDAYS:
        return "日曜・祝日"
    if codes <= _OFF:
        return "土日祝" if "hol" in codes else "土日"
    return "平日" if codes <= _MONDAY_TO_FRIDAY else ""


_CADENCES: Final = Table(
    [("weekly", 76.0), ("biweekly", 8.0), ("nth", 7.0), ("monthly", 5.0), ("irregular", 4.0)]
)
_NTH: Final = ((1, 3), (2, 4), (1, 3, 5), (1,), (2,), (4,))
_COUNTS: Final = Table([(1, 56.0), (2, 29.0), (3, 15.0)])


def weekdays(rng: Random, days: str, rhythm: str) -> tuple[tuple[str, ...], ...]:
    """Regular work: the weekdays of each opening; one opening may leave the choice of day.

    What is once a month is one opening on one weekday.
    """
    free = [code for code in _CODES[:7] if code in OPEN[days]]
    if rhythm == "monthly":
        return ((_weekday(rng, free),),)
    if rhythm == "weekly" and len(free) >= 5 and rng.random() < 0.18:
        return (tuple(free[:5]),)
    chosen = {_weekday(rng, free) for _ in range(_COUNTS.throw(rng))}
    return tuple((code,) for code in _CODES if code in chosen)


def _weekday(rng: Random, free: Sequence[str]) -> str:
    if "sat" in free and rng.random() < 0.2:
        return "sat"
    return pick(rng, free)


def cadence(rng: Random, recipe: Recipe) -> tuple[str, tuple[int, ...]]:
    """How often regular work recurs, with the weeks of the month for ``nth``."""
    if recipe.cadence == "monthly":
        return "monthly", ()
    thrown = _CADENCES.throw(rng)
    return thrown, pick(rng, _NTH) if thrown == "nth" else ()


def regular_words(openings: Sequence[tuple[str, ...]], rhythm: str, weeks: Sequence[int]) -> str:
    """How a title names regular days: 火・木曜, 平日, 第2・4土曜, 隔週金曜."""
    codes = [code for opening in openings for code in opening]
    if len(openings) == 1 and len(codes) >= 5:
        return "平日"
    names = "・".join(work.WEEKDAYS.name(code) for code in codes) + "曜"
    if rhythm == "nth":
        return f"第{'・'.join(map(str, weeks))}{names}"
    return {"biweekly": "隔週", "monthly": "月1回・"}.get(rhythm, "") + names


def published(rng: Random, on: date, longest: int = 60) -> date:
    """A day within the last ``longest`` days, skewed to the recent ones."""
    return on - timedelta(days=int(longest * rng.random() ** 2.2))


def confirmed(rng: Random, first: date, on: date) -> date:
    """A day between publication and ``on`` on which the facility said it still holds."""
    return first + timedelta(days=int(((on - first).days + 1) * rng.random() ** 0.5))


def expires(rng: Random, on: date, last: date | None) -> date:
    """The last day on the site: the last shift, or some weeks from ``on``."""
    return last or on + timedelta(days=between(rng, 14, 120))
