"""What the engine answers: ids and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One posting on the page, by the best of its matching openings.

    ``met`` holds the positions in ``query.wishes`` that this opening fulfils, ``score`` their
    summed weights; ``metres`` is the distance from ``query.near`` if asked and known: whole metres,
    rounded, which is also what ``near`` conditions and sorting compare.
    """

    posting: int
    opening: int
    score: int
    met: tuple[int, ...]
    metres: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a search: counts over all matches, hits of one page.

    ``facets[name][code]`` counts matching *openings* per value, each facet without its own
    selection (for `flags`, which are joined by *and*: with it). Every code of a facet is there,
    zeros included. ``areas`` counts all regions and prefectures, and the cities and municipalities
    of the prefectures that are chosen or hold a chosen place. Values nobody can ask for, such as
    ``unknown``, are counted like the others.
    """

    openings: int
    postings: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Openings that lie close together on the map; ``posting`` is set when it is only one."""

    latitude: float
    longitude: float
    openings: int
    postings: int
    best_pay: int | None
    posting: int | None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the shift calendar; ``best_pay`` is the highest stated lower end of pay."""

    openings: int
    postings: int
    best_pay: int | None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A condition whose removal would help: its field name, its value, and what would be found."""

    field: str
    value: str
    openings: int
