"""One answer in one form, whoever gives it, so that answers can be compared."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, Protocol, Self

from funade.core.search import places
from funade.core.search.document import Posting
from funade.core.search.query import Query
from funade.core.search.result import Result
from funade.core.search.vocabulary import NUMBERS

NAMES: Final = {n: (facet, code) for facet, codes in NUMBERS.items() for code, n in codes.items()}
"""Facet and code of each value number."""


class Shown(NamedTuple):
    """A posting on the page, by its best opening."""

    posting: int
    opening: int
    score: int


class Answer(NamedTuple):
    """What a search is answered with; ``facets`` leaves zeros out."""

    openings: int
    postings: int
    hits: tuple[Shown, ...]
    facets: dict[str, dict[str, int]]

    @classmethod
    def of(cls, result: Result) -> Self:
        """The engine's answer."""
        hits = tuple(Shown(hit.posting, hit.opening, hit.score) for hit in result.hits)
        facets = {
            facet: {code: n for code, n in counts.items() if n}
            for facet, counts in result.facets.items()
        }
        return cls(result.openings, result.postings, hits, facets)


class Competitor(Protocol):
    """Another engine that answers the same queries."""

    name: str
    shapes: tuple[str, ...]
    """Ways to write the same search; the best one per query counts."""

    def load(self, market: Iterable[Posting]) -> None:
        """Build tables and indexes."""

    def answer(self, query: Query, shape: str) -> Answer:
        """The answer to a search."""

    def cpu(self) -> float:
        """CPU seconds used so far, on both sides of the connection."""

    def close(self) -> None:
        """Let go of the database."""


def facet_counts(values: Mapping[int, int]) -> dict[str, dict[str, int]]:
    """Counts by facet and code from counts by value number."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in NUMBERS}
    for value, n in values.items():
        facet, code = NAMES[value]
        counts[facet][code] = n
    return counts


def area_counts(per_place: Mapping[int, int], areas: Iterable[str]) -> dict[str, int]:
    """Counts by area code from counts by place ordinal: see `Result.facets`."""
    codes, focused = places.codes(), set(places.focused(areas))
    counts: Counter[str] = Counter()
    for ordinal, n in per_place.items():
        code = codes[ordinal]
        for area in (code, *places.ancestors(code)) if code else ():
            if len(area) != 5 or area[:2] in focused or not area.isdigit():
                counts[area] += n
    return dict(counts)


def difference(expected: Answer, given: Answer) -> str:
    """The first thing in which two answers differ, in words; "" if they are equal."""
    for name in ("openings", "postings", "hits"):
        if getattr(expected, name) != getattr(given, name):
            return f"{name}: {getattr(expected, name)!r:.120} / {getattr(given, name)!r:.120}"
    for facet, counts in expected.facets.items():
        other = given.facets.get(facet, {})
        for code in sorted(counts.keys() | other.keys()):
            if counts.get(code, 0) != other.get(code, 0):
                return f"{facet} {code}: {counts.get(code, 0)} / {other.get(code, 0)}"
    return ""
