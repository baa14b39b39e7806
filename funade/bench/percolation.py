"""One posting against all saved searches: the engine beside PostgreSQL."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psycopg

from funade.bench.data import NOW, sample
from funade.bench.figures import median, percentile, spent, spent_beside
from funade.bench.saved import SavedInPostgreSQL, saved_searches
from funade.bench.servers import postgres
from funade.core.search.document import Posting
from funade.core.search.percolate import Searches, percolate

SEARCHES: Final = 340_000
_POSTINGS: Final = 400
_COMPARED: Final = 100


def measure(root: Path, count: int, *, compare: bool) -> dict[str, Any]:
    """CPU ms per posting; ``wrong`` lists the postings PostgreSQL answers otherwise."""
    searches = list(saved_searches(count))
    index, built = spent(Searches.build, searches)
    postings = sample()[:_POSTINGS]
    found = [spent(percolate, index, posting, NOW) for posting in postings]
    costs = [cost.cpu for _, cost in found]
    result: dict[str, Any] = {
        "searches": count,
        "build_s": built.cpu / 1e3,
        "matches": median([len(ids) for ids, _ in found]),
        "p50": median(costs),
        "p99": percentile(costs, 99),
    }
    if compare:
        home = root / "bench" / "saved-postgresql"
        home.parent.mkdir(parents=True, exist_ok=True)
        with postgres(home) as uri, psycopg.connect(uri, autocommit=True) as connection:
            connection.execute("SET jit = off")
            connection.execute("SET max_parallel_workers_per_gather = 0")
            other = SavedInPostgreSQL(connection)
            other.load(searches)
            result |= _compare(other, connection, index, postings[:_COMPARED])
        result["ratio"] = result["postgresql_p50"] / result["p50"]
    return result


def _compare(
    other: SavedInPostgreSQL,
    connection: psycopg.Connection[tuple[Any, ...]],
    index: Searches,
    postings: Sequence[Posting],
) -> dict[str, Any]:
    backend = Path(f"/proc/{connection.info.backend_pid}/schedstat")

    def cpu() -> float:
        return int(backend.read_text().split()[0]) / 1e9

    costs, wrong = [], []
    for posting in postings:
        ids, cost = spent_beside(cpu, other.percolate, posting)
        costs.append(cost.cpu)
        if ids != percolate(index, posting, NOW):
            wrong.append(posting.id)
    return {
        "postgresql_p50": median(costs),
        "postgresql_p99": percentile(costs, 99),
        "compared": len(postings),
        "wrong": wrong,
    }
