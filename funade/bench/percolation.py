"""One posting against all saved searches: the engine beside PostgreSQL, in turn."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from typing import Any, Final

import psycopg

from funade.bench.data import NOW, sample
from funade.bench.figures import mean, median, percentile, spent, spent_beside
from funade.bench.saved import SavedInPostgreSQL, saved_searches
from funade.bench.servers import postgres
from funade.core.search.document import Posting
from funade.core.search.percolate import Searches, percolate

SEARCHES: Final = 340_000
POSTINGS: Final = 300
_TURN: Final = 20
"""Postings asked of one engine before it is the other's turn."""


def measure(root: Path, count: int, *, compare: bool, postings: int = POSTINGS) -> dict[str, Any]:
    """CPU ms per posting; ``wrong`` lists the postings PostgreSQL answers otherwise."""
    searches = list(saved_searches(count))
    index, built = spent(Searches.build, searches)
    gc.freeze()  # the searches stay; the collector need not walk them during a measurement
    asked = sample()[:postings]
    result: dict[str, Any] = {"searches": count, "postings": len(asked), "build_s": built.cpu / 1e3}
    if not compare:
        found = [spent(percolate, index, posting, NOW) for posting in asked]
        matches = median([len(ids) for ids, _ in found])
        return result | _figures([cost.cpu for _, cost in found]) | {"matches": matches}
    with _stored(root, searches) as (other, cpu):
        return result | _race(index, other, cpu, asked)


def _race(
    index: Searches, other: SavedInPostgreSQL, cpu: Callable[[], float], asked: Sequence[Posting]
) -> dict[str, Any]:
    """Both engines in turn, so that whatever else the machine does meanwhile slows both."""
    ours, theirs, wrong, matches = [], [], [], []
    for turn in batched(asked, _TURN):
        expected = [spent_beside(cpu, other.percolate, posting) for posting in turn]
        found = [spent(percolate, index, posting, NOW) for posting in turn]
        theirs += [cost.cpu for _, cost in expected]
        ours += [cost.cpu for _, cost in found]
        matches += [len(ids) for ids, _ in found]
        pairs = zip(turn, expected, found, strict=True)
        wrong += [posting.id for posting, one, two in pairs if one[0] != two[0]]
    return {
        **_figures(ours),
        "matches": median(matches),
        "postgresql_p50": median(theirs),
        "postgresql_p99": percentile(theirs, 99),
        "postgresql_mean": mean(theirs),
        "ratio": median(theirs) / median(ours),
        "ratio_mean": mean(theirs) / mean(ours),
        "ratio_per_posting": median([b / a for a, b in zip(ours, theirs, strict=True)]),
        "compared": len(asked),
        "wrong": wrong,
    }


def _figures(costs: Sequence[float]) -> dict[str, float]:
    return {"p50": median(costs), "p99": percentile(costs, 99), "mean": mean(costs)}


@contextmanager
def _stored(
    root: Path, searches: Sequence[tuple[int, Any]]
) -> Iterator[tuple[SavedInPostgreSQL, Callable[[], float]]]:
    """PostgreSQL with the same searches, and the CPU seconds of its process."""
    home = root / "bench" / "saved-postgresql"
    home.parent.mkdir(parents=True, exist_ok=True)
    with postgres(home) as uri, psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("SET jit = off")
        connection.execute("SET max_parallel_workers_per_gather = 0")
        other = SavedInPostgreSQL(connection)
        other.load(searches)
        backend = Path(f"/proc/{connection.info.backend_pid}/schedstat")
        yield other, lambda: int(backend.read_text().split()[0]) / 1e9
