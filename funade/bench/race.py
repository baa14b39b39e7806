"""The same searches by every engine, in turn, each answer compared with the engine's."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final
from urllib.parse import urlencode

from funade.bench.answers import Answer, Competitor, difference
from funade.bench.data import NOW
from funade.bench.figures import Spent, mean, median, spent, spent_beside
from funade.bench.queries import Asked
from funade.core.search import url
from funade.core.search.engine import search
from funade.core.search.index import Index
from funade.core.search.query import Query

FUNADE: Final = "Funade"
_PROBES: Final = 10

type Tell = Callable[[str], None]


@dataclass(slots=True)
class Lap:
    """One search: what it found, what it cost each engine, and which answers were wrong."""

    kind: str
    url: str
    openings: int
    cpu: dict[str, float] = field(default_factory=dict)
    """Milliseconds by engine: our median, the others' best."""
    wall: dict[str, float] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Race:
    """All laps, and which of them each competitor ran."""

    laps: list[Lap]
    every: dict[str, int]
    """A competitor answered every n-th search only."""


def run(
    index: Index,
    asked: Sequence[Asked],
    competitors: Sequence[Competitor],
    *,
    passes: int,
    budget: float,
    tell: Tell,
) -> Race:
    """All searches, engine after engine. ``budget`` is the wall seconds each competitor may use."""
    every = {each.name: _stride(each, asked, budget) for each in competitors}
    for name, stride in every.items():
        tell(f"{name}: every {stride}. search" if stride > 1 else f"{name}: every search")
    for each in asked:
        search(index, each.query, NOW)
    race = Race([], every)
    for number, each in enumerate(asked):
        turn = [c for c in competitors if number % every[c.name] == 0]
        race.laps.append(_lap(index, each, turn, passes))
        if number % 20 == 19:
            tell(f"{number + 1} of {len(asked)} searches")
    return race


def tight(index: Index, asked: Sequence[Asked], passes: int) -> list[Spent]:
    """The engine alone: per search the median of some passes over all."""
    costs: list[list[Spent]] = [[] for _ in asked]
    for _ in range(passes):
        for cost, each in zip(costs, asked, strict=True):
            cost.append(_spent(index, each.query)[1])
    return [_middle(cost) for cost in costs]


def _stride(competitor: Competitor, asked: Sequence[Asked], budget: float) -> int:
    """So that the competitor keeps to its budget; some searches are tried to find out."""
    probes = asked[:: max(len(asked) // _PROBES, 1)]
    walls = [cost.wall for each in probes for _, cost in _attempts(competitor, each.query)]
    expected = mean(walls) / 1e3 * len(asked) * len(competitor.shapes)
    return max(ceil(expected / budget), 1)


def _lap(index: Index, asked: Asked, turn: Sequence[Competitor], passes: int) -> Lap:
    found = search(index, asked.query, NOW)
    expected = Answer.of(found)
    lap = Lap(asked.kind, address(asked.query), expected.openings)
    ours = [_spent(index, asked.query)[1] for _ in range(1 if turn else passes)]
    for competitor in turn:
        attempts = list(_attempts(competitor, asked.query))
        ours += [_spent(index, asked.query)[1] for _ in range(passes)]
        lap.cpu[competitor.name] = min(cost.cpu for _, cost in attempts)
        lap.wall[competitor.name] = min(cost.wall for _, cost in attempts)
        wrong = [difference(expected, answer) for answer, _ in attempts]
        if any(wrong):
            lap.wrong[competitor.name] = next(filter(None, wrong))
    ours_typical = _middle(ours)
    lap.cpu[FUNADE], lap.wall[FUNADE] = ours_typical.cpu, ours_typical.wall
    return lap


def _attempts(competitor: Competitor, query: Query) -> Iterator[tuple[Answer, Spent]]:
    for shape in competitor.shapes:
        gc.collect()
        yield spent_beside(competitor.cpu, competitor.answer, query, shape)


def _spent(index: Index, query: Query) -> tuple[object, Spent]:
    return spent(search, index, query, NOW)


def _middle(costs: Sequence[Spent]) -> Spent:
    return Spent(median([c.cpu for c in costs]), median([c.wall for c in costs]))


def address(query: Query) -> str:
    """The query string that asks the same: to repeat a search."""
    return urlencode(url.to_params(query))
