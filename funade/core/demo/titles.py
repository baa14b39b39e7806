"""Titles in the grammar of real pages, clean: days, core, part of the day. Never a name."""

from collections.abc import Sequence
from typing import Final

from funade.core.demo.days import regular_words, spot_words
from funade.core.demo.dice import pick
from funade.core.demo.sketch import Sketch
from funade.core.masters.work import FULLTIME, SPOT

_PARTS: Final = {
    "am": "午前",
    "pm": "午後",
    "evening": "夜診",
    "day": "終日",
    "day-night": "日当直",
}
_SEASON: Final = {"インフルエンザ": (9, 10, 11, 12, 1)}
"""Word of a title → the months in which there is such work."""

# With days and part of the day; with days only; with the part only.
_BOTH: Final = ("{days}の{core}（{part}）", "{core}（{days}・{part}）", "【{days}】{core}・{part}")
_DAYS: Final = ("{days}の{core}", "{core}／{days}", "【{days}】{core}")
_PART: Final = ("{core}（{part}）", "{core}・{part}")


def write_title(sketch: Sketch) -> str:
    """The posting's title."""
    core = _core(sketch)
    days = _days(sketch)
    part = "" if "）" in core else _PARTS.get(sketch.slot, "")
    if sketch.kind == FULLTIME:
        return core
    if part and part in core:
        part = ""
    pattern = pick(sketch.rng, _patterns(days, part))
    return pattern.format(days=days, core=core, part=part)


def _patterns(days: str, part: str) -> Sequence[str]:
    if days and part:
        return _BOTH
    if days:
        return _DAYS
    return _PART if part else ("{core}",)


def _core(sketch: Sketch) -> str:
    rng, name = sketch.rng, sketch.department_name
    cores = [
        core
        for core in sketch.recipe.titles
        if (name or "{dept}" not in core)
        and _in_season(core, sketch.on.month)
        and not (sketch.slot == "day-night" and "寝当直" in core)
    ]
    beds = f"{sketch.site.draft.beds}床" if sketch.site.draft.beds else "病棟"
    core = pick(rng, cores).format(dept=name, beds=beds)
    if sketch.slot == "day-night" and "日当直" not in core:
        core = core.replace("当直", "日当直", 1)
    return core


def _in_season(core: str, month: int) -> bool:
    return all(month in months for word, months in _SEASON.items() if word in core)


def _days(sketch: Sketch) -> str:
    if sketch.kind == SPOT:
        return spot_words(sketch.days)
    if sketch.kind == FULLTIME:
        return ""
    return regular_words(sketch.openings, sketch.cadence, sketch.weeks)
