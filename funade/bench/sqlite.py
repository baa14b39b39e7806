"""The competitor SQLite: bit masks, covering indexes, and FTS5 over pairs of characters."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from funade.bench.answers import Answer, area_counts, facet_counts
from funade.bench.postgresql import is_of, query_facets, shown
from funade.bench.relational import (
    MULTIS,
    NUMBER_COLUMNS,
    OWN_SINGLES,
    SHARED_MULTIS,
    SHARED_SINGLES,
    SHIFT,
    SINGLES,
    TOP,
    Conditions,
    conditions,
    is_taken,
    number_columns,
    score,
    several,
    shared_singles,
    weekdays,
)
from funade.core.kernel.text import fold
from funade.core.search.document import Posting
from funade.core.search.query import Query
from funade.core.search.vocabulary import SPANS

_INDEXED: Final = (
    "kind, place", "kind, day", "kind, hourly", "kind, slots", "kind, facility_kinds",
    "kind, emergency", "kind, overtime_levels", "kind, permitted_duty", "kind, transport",
    "kind, beds", "posting", "kind, lat, lng",
)  # fmt: skip
_RARE: Final = 20
"""A value that fewer than one opening in so many has is looked up in the table of values."""


class SQLite:
    """SQLite as a search engine."""

    name = "SQLite"
    shapes: tuple[str, ...] = ("masks",)

    def __init__(self, file: Path) -> None:
        """Open the database, in memory as far as it will."""
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("PRAGMA cache_size = -1000000")
        self._connection.execute("PRAGMA mmap_size = 8000000000")
        self._rare = self._rare_values() if self.is_loaded() else frozenset()
        columns = ", ".join(("posting", "place", "published", "key", *OWN_SINGLES, "weekdays"))
        self._connection.execute(f"CREATE TEMP TABLE met ({columns})")
        self._connection.execute(
            "CREATE TEMP TABLE per (posting INTEGER PRIMARY KEY, published, n, key)"
        )

    def load(self, market: Iterable[Posting]) -> None:
        """Build tables and indexes."""
        run = self._connection.execute
        for table in ("opening", "posting", "value", "words", "loaded"):
            run(f"DROP TABLE IF EXISTS {table}")
        run(f"CREATE TABLE opening ({', '.join((*NUMBER_COLUMNS, *MULTIS, 'lat', 'lng'))})")
        shared = ", ".join((*SHARED_SINGLES, *SHARED_MULTIS))
        run(f"CREATE TABLE posting (id INTEGER PRIMARY KEY, {shared})")
        run("CREATE VIRTUAL TABLE words USING fts5(pairs, content='', tokenize='ascii')")
        run("BEGIN")
        for posting in market:
            self._insert(posting)
        run("COMMIT")
        self._index()
        self._rare = self._rare_values()

    def is_loaded(self) -> bool:
        """Whether `load` has come to its end."""
        found = self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'loaded'")
        return found.fetchone() is not None

    def answer(self, query: Query, shape: str) -> Answer:
        """The answer to a search."""
        asked = conditions(query, _Masks(self._rare))
        self._collect(query, asked)
        values, per_place = self._shared_values(), self._column("met", "place", "count(*)")
        for facet in (*OWN_SINGLES, "weekdays"):
            values |= _values(facet, self._column("met", facet, "count(*)"))
        for facet in query_facets(query):
            values = {v: n for v, n in values.items() if not is_of(facet, v)}
            values |= _values(facet, self._without(asked, facet))
        if query.areas:
            per_place = Counter(self._without(asked, "areas", "place"))
        areas = area_counts(per_place, query.areas)
        total = "SELECT coalesce(sum(n), 0), count(*) FROM per"
        openings, postings = self._connection.execute(total).fetchone()
        best = self._connection.execute(
            f"SELECT posting, key FROM per ORDER BY key >> {SHIFT}, published DESC, posting"
            " LIMIT 20"
        )
        hits = tuple(shown(*row) for row in best)
        return Answer(openings, postings, hits, {"areas": areas, **facet_counts(values)})

    def cpu(self) -> float:
        """Nothing: SQLite computes in this process, whose time is counted anyway."""
        return 0.0

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _insert(self, posting: Posting) -> None:
        run = self._connection.execute
        masks = [_mask(facet, several(posting, facet)) for facet in SHARED_MULTIS]
        run(_insertion("posting", 10), (posting.id, *shared_singles(posting), *masks))
        pairs = " ".join(_pairs(fold(posting.text)))
        run("INSERT INTO words (rowid, pairs) VALUES (?, ?)", (posting.id, pairs))
        width = len(NUMBER_COLUMNS) + len(MULTIS) + 2
        for opening in posting.openings:
            if not is_taken(opening):
                own = (*masks, _mask("weekdays", weekdays(opening)))
                row = (*number_columns(posting, opening), *own, posting.latitude, posting.longitude)
                run(_insertion("opening", width), row)

    def _index(self) -> None:
        run = self._connection.execute
        run("INSERT INTO words (words) VALUES ('optimize')")
        for columns in _INDEXED:
            run(f"CREATE INDEX {columns.replace(', ', '_')}_index ON opening ({columns})")
        run("CREATE TABLE value (v, opening, PRIMARY KEY (v, opening)) WITHOUT ROWID")
        for facet in MULTIS:
            for value in range(*SPANS[facet]):
                bit = _mask(facet, [value])
                run(
                    f"INSERT INTO value SELECT {value}, rowid FROM opening WHERE {facet} & {bit}"
                    " ORDER BY rowid"
                )
        run("ANALYZE")
        run("CREATE TABLE loaded (x)")

    def _rare_values(self) -> frozenset[int]:
        limit = "SELECT max(rowid) / ? FROM opening"
        rare = f"SELECT v FROM value GROUP BY v HAVING count(*) < ({limit})"
        return frozenset(v for (v,) in self._connection.execute(rare, (_RARE,)))

    def _collect(self, query: Query, asked: Conditions) -> None:
        run = self._connection.execute
        run("DELETE FROM met")
        run("DELETE FROM per")
        own = ", ".join((*OWN_SINGLES, "weekdays"))
        run(
            f"INSERT INTO met SELECT posting, place, published,"
            f" (({TOP} - ({score(query, _Masks(frozenset()))})) << {SHIFT}) + opening, {own}"
            f" FROM opening WHERE {asked.all()}"
        )
        run(
            "INSERT INTO per SELECT posting, published, count(*), min(key)"
            " FROM met GROUP BY posting"
        )

    def _shared_values(self) -> dict[int, int]:
        joined = "per JOIN posting ON posting.id = per.posting"
        values: dict[int, int] = {}
        for facet in (*SHARED_SINGLES, *SHARED_MULTIS):
            values |= _values(facet, self._column(joined, facet, "sum(n)"))
        return values

    def _column(self, table: str, column: str, count: str) -> dict[int, int]:
        rows = self._connection.execute(f"SELECT {column}, {count} FROM {table} GROUP BY 1")
        return dict(rows.fetchall())

    def _without(self, asked: Conditions, facet: str, column: str = "") -> dict[int, int]:
        found = f"opening WHERE {asked.without(facet)}"
        return self._column(found, column or facet, "count(*)")


class _Masks:
    """How SQLite says it: bits, and for rare values the rows that hold them."""

    def __init__(self, rare: frozenset[int]) -> None:
        self._rare = rare

    def any_of(self, facet: str, values: Sequence[int]) -> str:
        found = f"{facet} & {_mask(facet, values)} != 0"
        return f"({found} AND {_listed(values)})" if set(values) <= self._rare else found

    def all_of(self, facet: str, values: Sequence[int]) -> str:
        mask = _mask(facet, values)
        found = f"{facet} & {mask} = {mask}"
        rare = [value for value in values if value in self._rare][:1]
        return f"({found} AND {_listed(rare)})" if rare else found

    def word(self, folded: str) -> str:
        """A phrase of pairs is the word itself."""
        phrase = " ".join(_pairs(folded))
        return f"posting IN (SELECT rowid FROM words WHERE words MATCH '\"{phrase}\"')"

    def inside(self, south: float, west: float, north: float, east: float) -> str:
        return f"lat BETWEEN {south!r} AND {north!r} AND lng BETWEEN {west!r} AND {east!r}"


def _listed(values: Iterable[int]) -> str:
    return f"rowid IN (SELECT opening FROM value WHERE v IN ({', '.join(map(str, values))}))"


def _insertion(table: str, width: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * width)})"


def _pairs(folded: str) -> Iterator[str]:
    """Each pair of characters as a word that any tokenizer keeps whole."""
    return (f"{ord(a):x}z{ord(b):x}" for a, b in pairwise(folded))


def _mask(facet: str, values: Iterable[int]) -> int:
    return sum(1 << (value - SPANS[facet][0]) for value in values)


def _values(facet: str, counts: dict[int, int]) -> dict[int, int]:
    """Counts by value number from counts by column value or mask; zeros left out."""
    if facet in SINGLES:
        return {value: n for value, n in counts.items() if value >= 0}
    first, end = SPANS[facet]
    found: Counter[int] = Counter()
    for mask, n in counts.items():
        for bit in range(end - first):
            if mask >> bit & 1:
                found[first + bit] += n
    return dict(found)
