"""The chosen conditions of a search in words: chips, headings, and what to relax."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from funade.core.masters.work import KINDS
from funade.core.search.query import Query, Wish
from funade.core.search.url import PARAM_OF_FACET, Problem, to_params
from funade.core.search.vocabulary import MASTERS
from funade.core.search.words import Condition, conditions, value_name

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


def chips(query: Query, **extra: str) -> list[Chip]:
    """Every chosen condition, in the order of the panel."""
    return [_chip(condition, query, extra) for condition in conditions(query)]


def _chip(condition: Condition, query: Query, extra: dict[str, str]) -> Chip:
    field, value = condition.field, condition.value
    held = getattr(query, field)
    if isinstance(held, tuple):
        slimmer = query.having(**{field: tuple(other for other in held if other != value)})
    else:
        slimmer = query.without(field)
    written = f"{value.facet}:{value.value}" if isinstance(value, Wish) else str(value)
    return Chip(field, written, condition.words, search_url(first_page(slimmer), **extra))


def first_page(query: Query) -> Query:
    """The same search from its first page, as after any change of conditions."""
    return replace(query, page=1)


def heading(query: Query) -> str:
    """``"東京都・内科のスポット求人"``: at most two conditions, the rest in the chips."""
    lead = [value_name("areas", code) for code in query.areas[:1]]
    lead += [value_name("departments", code) for code in query.departments[:1]]
    subject = "・".join(lead)
    return f"{subject}{'の' if subject else ''}{KINDS.name(query.kind)}求人"


def problem_words(problem: Problem) -> str:
    """Which condition, what stood there, and what to do: one line."""
    label = _PARAM_LABELS.get(problem.param, problem.param)
    return f"{label}「{problem.value}」：{problem.message}"
