"""Parts of the engine measured alone: counting, first use of a term, memory, start, changes."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from subprocess import run
from typing import Any, Final

import numpy as np

from funade.bench import data
from funade.bench.data import NOW
from funade.bench.figures import median, percentile, spent
from funade.bench.queries import TERMS, Asked
from funade.core.search import facets, rank
from funade.core.search.columns import Columns
from funade.core.search.document import Posting
from funade.core.search.engine import search
from funade.core.search.filter import find_all
from funade.core.search.index import Index
from funade.core.search.query import Query
from funade.core.search.snapshot import open_current
from funade.core.search.vocabulary import SPANS

_REPEATS: Final = 9
_CHUNK: Final = 1 << 14
"""Words a stream takes at a time: 128 kB stay in the cache."""


def counting(index: Index) -> dict[str, float]:
    """Counting every facet of a match of random rows, beside AND + popcount of the same bytes."""
    query = Query(kind="spot")
    match = find_all(index.parts("spot"), query, NOW)[0]
    words = np.random.default_rng(1).integers(0, 1 << 63, match.rows.shape, np.uint64)
    half = replace(match, rows=match.rows & words)
    count = [spent(facets.count, [half], query)[1].cpu for _ in range(_REPEATS)]
    columns = match.part.columns
    stream = [spent(_stream, columns)[1].cpu for _ in range(_REPEATS)]
    return {
        "count_ms": median(count),
        "stream_ms": median(stream),
        "megabytes": columns.facets.nbytes / 1e6,
    }


def _stream(columns: Columns) -> None:
    """AND and popcount over contiguous memory, nothing added up: the least NumPy can do."""
    flat = columns.facets.reshape(-1)
    mask = np.full(_CHUNK, 0x5555555555555555, np.uint64)
    hit, ones = np.empty(_CHUNK, np.uint64), np.empty(_CHUNK, np.uint8)
    for start in range(0, len(flat) - _CHUNK, _CHUNK):
        np.bitwise_and(flat[start : start + _CHUNK], mask, out=hit)
        np.bitwise_count(hit, out=ones)


def multi_select(index: Index, asked: Sequence[Asked]) -> dict[str, float]:
    """Searches with chosen facets, counted as they are, and as if all counted the match alone."""
    chosen = [each.query for each in asked if _chooses(each.query)]
    whole: list[float] = []
    plain: list[float] = []
    for query in chosen:
        for costs, bare in ((whole, False), (plain, True), (whole, False), (plain, True)):
            costs.append(spent(_answer, index, query, bare)[1].cpu)
    return {"with_ms": median(whole), "plain_ms": median(plain), "ratio": sum(whole) / sum(plain)}


def _chooses(query: Query) -> bool:
    return any(query.chosen(facet) for facet in ("areas", *SPANS) if facet != "flags")


def _answer(index: Index, query: Query, bare: bool) -> None:  # noqa: FBT001
    matches = find_all(index.parts(query.kind), query, NOW)
    rank.page(matches, query)
    if bare:
        matches = [replace(match, without={}) for match in matches]
    facets.count(matches, query)


def first_uses(home: Path) -> list[float]:
    """CPU ms of the first search for each term, on a freshly opened index."""
    costs = []
    for term in TERMS:
        index = opened(home)
        search(index, Query(kind="spot"), NOW)
        asked = Query(kind="spot", text=term)
        costs.append(spent(search, index, asked, NOW)[1].cpu)
    return costs


def opened(home: Path) -> Index:
    """The index on disk. Raises FileNotFoundError if there is none."""
    snapshot = open_current(home / "index")
    if snapshot is None:
        raise FileNotFoundError(home / "index")
    return Index.of(snapshot.segment)


def folding(home: Path, openings: int) -> dict[str, float]:
    """CPU ms to take in 1 change and 2,000, and of the first search after each."""
    docs = list(islice(_changed(openings), 2_000))
    found: dict[str, float] = {}
    for changes in (1, 2_000):
        index = opened(home)
        search(index, Query(), NOW)
        some = {doc.id: doc for doc in docs[:changes]}
        folded, cost = spent(index.fold, some)
        first = spent(search, folded, Query(), NOW)[1]
        found[f"fold_{changes}_ms"], found[f"search_after_{changes}_ms"] = cost.cpu, first.cpu
    return found


def _changed(openings: int) -> Iterator[Posting]:
    """The first postings of the market, each a day older."""
    for posting in data.postings(min(openings, 8_000)):
        yield replace(posting, published=posting.published - 1)


def fresh_starts(home: Path, times: int = 5) -> dict[str, float]:
    """A new process from its start to its first answer, and the memory it has of its own."""
    walls, said = [], []
    for _ in range(times):
        began = time.perf_counter()
        said.append(_fresh(home))
        walls.append(time.perf_counter() - began)
    last = said[-1]
    return {"first_answer_s": percentile(walls, 50), **last}


def _fresh(home: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "funade.bench.fresh", str(home), str(NOW.day)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603
    found: dict[str, Any] = json.loads(done.stdout)
    return found
