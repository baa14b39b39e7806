"""The conditions of a search in Japanese words; pages add their addresses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from funade.core.kernel.calendar import format_day, format_minute
from funade.core.kernel.yen import format_man
from funade.core.masters.areas import place_name
from funade.core.masters.work import KINDS
from funade.core.search.query import Query, Wish
from funade.core.search.vocabulary import MASTERS

_NEED_LABEL: Final = frozenset({"emergency", "permitted_duty", "transport", "beds", "weekdays"})
"""Facets whose bare names ("なし", "月") say too little on their own."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One chosen condition: where it stands in the query, and its words."""

    field: str
    value: Any
    words: str


def value_name(facet: str, code: str) -> str:
    """The Japanese name of a facet value: ``("areas", "13")`` → ``"東京都"``."""
    if facet == "areas":
        return place_name(code, full=True)
    return MASTERS[facet].name(code)


def value_label(facet: str, code: str) -> str:
    """The same, clear on its own: ``("weekdays", "mon")`` → ``"曜日：月"``."""
    name = value_name(facet, code)
    return f"{MASTERS[facet].label}：{name}" if facet in _NEED_LABEL else name


def pay_unit(kind: str) -> str:
    """The unit of `Query.pay_min` in words."""
    return "年俸" if kind == "fulltime" else "1回"


def wish_label(wish: Wish) -> str:
    """A wish in words: ``Wish("hourly", "10000")`` → ``"時給換算1万円以上"``."""
    if wish.facet == "hourly":
        return f"時給換算{format_man(int(wish.value))}以上"
    if wish.facet == "pay":
        return f"給与{format_man(int(wish.value))}以上"
    if wish.facet == "near":
        return f"{wish.value}km以内"
    first, *others = wish.codes
    label = value_label(wish.facet, first)
    more = f"ほか{len(others) - 2}件" if len(others) > 2 else ""
    return "・".join([label, *(value_name(wish.facet, code) for code in others[:2])]) + more


def _day(ordinal: int) -> str:
    return format_day(date.fromordinal(ordinal), year=True)


_SINGLES: Final[tuple[tuple[str, Callable[[Any, Query], str]], ...]] = (
    ("near", lambda near, query: f"指定の地点から{near.km}km以内"),
    ("box", lambda box, query: "地図の範囲"),
    ("first_day", lambda day, query: f"{_day(day)}から"),
    ("last_day", lambda day, query: f"{_day(day)}まで"),
    ("starts_from", lambda minute, query: f"{format_minute(minute)}以降に開始"),
    ("ends_by", lambda minute, query: f"{format_minute(minute)}までに終了"),
    ("hourly_min", lambda yen, query: f"時給換算{format_man(yen)}以上"),
    ("pay_min", lambda yen, query: f"{pay_unit(query.kind)}{format_man(yen)}以上"),
    ("published_from", lambda day, query: f"{_day(day)}以降に掲載"),
    ("text", lambda text, query: f"「{text}」"),
)


def conditions(query: Query) -> Iterator[Condition]:
    """Every chosen condition, in the order of the panel: values, limits, wishes."""
    for facet in ("areas", *MASTERS):
        for code in query.chosen(facet):
            yield Condition(facet, code, value_label(facet, code))
    for field, say in _SINGLES:
        value = getattr(query, field)
        if value is not None and value != "":
            yield Condition(field, value, say(value, query))
    for wish in query.wishes:
        yield Condition("wishes", wish, f"希望：{wish_label(wish)}")


def in_words(query: Query) -> list[str]:
    """The kind of work and every condition, for a list of saved searches."""
    return [KINDS.name(query.kind), *(condition.words for condition in conditions(query))]
