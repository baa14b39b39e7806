"""The chosen conditions of a search in words: chips, headings, and what to relax."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from funade.core.kernel.calendar import format_day, format_minute
from funade.core.kernel.yen import format_man
from funade.core.masters.areas import place_name
from funade.core.masters.work import KINDS
from funade.core.search.query import Query, Wish
from funade.core.search.url import PARAM_OF_FACET, Problem, to_params
from funade.core.search.vocabulary import MASTERS

_PARAM_LABELS: Final = {
    **{PARAM_OF_FACET[facet]: master.label for facet, master in MASTERS.items()},
    "kind": "働き方",
    "area": "エリア",
    "around": "中心の場所",
    "near": "場所",
    "km": "距離",
    "box": "地図の範囲",
    "from": "この日から",
    "to": "この日まで",
    "start": "開始時刻",
    "end": "終了時刻",
    "hourly": "時給換算",
    "pay": "給与",
    "since": "掲載日",
    "q": "言葉",
    "nice": "譲れる希望",
    "sort": "並び順",
    "page": "ページ",
}

_NEED_LABEL: Final = frozenset({"emergency", "permitted_duty", "transport", "beds", "weekdays"})
"""Facets whose bare names ("なし", "月") say too little on their own."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen condition, and the address of the search without it."""

    field: str
    value: str
    label: str
    url: str


def search_url(query: Query, **extra: str) -> str:
    """The address of a search; ``extra`` are parameters of the page such as ``view``."""
    pairs = [*to_params(query), *((name, value) for name, value in extra.items() if value)]
    return "/jobs/?" + urlencode(pairs)


def value_name(facet: str, code: str) -> str:
    """The Japanese name of a facet value: ``("areas", "13")`` → ``"東京都"``."""
    if facet == "areas":
        return place_name(code, full=True)
    return MASTERS[facet].name(code)


def value_label(facet: str, code: str) -> str:
    """The same, clear on its own: ``("weekdays", "mon")`` → ``"曜日：月"``."""
    name = value_name(facet, code)
    return f"{MASTERS[facet].label}：{name}" if facet in _NEED_LABEL else name


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


def pay_unit(kind: str) -> str:
    """The unit of `Query.pay_min` in words."""
    return "年俸" if kind == "fulltime" else "1回"


def chips(query: Query, **extra: str) -> list[Chip]:
    """Every chosen condition, in the order of the panel."""
    return [*_facet_chips(query, extra), *_single_chips(query, extra), *_wishes(query, extra)]


def _facet_chips(query: Query, extra: dict[str, str]) -> Iterator[Chip]:
    for facet in ("areas", *MASTERS):
        chosen = query.chosen(facet)
        for code in chosen:
            rest = tuple(other for other in chosen if other != code)
            slimmer = first_page(query.having(**{facet: rest}))
            yield Chip(facet, code, value_label(facet, code), search_url(slimmer, **extra))


def _single_chips(query: Query, extra: dict[str, str]) -> Iterator[Chip]:
    for field, say in _SINGLES:
        value = getattr(query, field)
        if value is not None and value != "":
            slimmer = first_page(query.without(field))
            yield Chip(field, str(value), say(value, query), search_url(slimmer, **extra))


def _wishes(query: Query, extra: dict[str, str]) -> Iterator[Chip]:
    for wish in query.wishes:
        rest = tuple(other for other in query.wishes if other != wish)
        slimmer = first_page(query.having(wishes=rest))
        label = f"希望：{wish_label(wish)}"
        yield Chip("wishes", f"{wish.facet}:{wish.value}", label, search_url(slimmer, **extra))


def first_page(query: Query) -> Query:
    """The same search from its first page, as after any change of conditions."""
    return replace(query, page=1)


def heading(query: Query) -> str:
    """``"東京都・内科のスポット求人"``: at most two conditions, the rest in the chips."""
    lead = [value_name("areas", code) for code in query.areas[:1]]
    lead += [value_name("departments", code) for code in query.departments[:1]]
    subject = "・".join(lead)
    return f"{subject}{'の' if subject else ''}{KINDS.name(query.kind)}求人"


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


def problem_words(problem: Problem) -> str:
    """Which condition, what stood there, and what to do: one line."""
    label = _PARAM_LABELS.get(problem.param, problem.param)
    return f"{label}「{problem.value}」：{problem.message}"
