"""The competitor PostgreSQL: one narrow table partitioned by kind, arrays under GIN indexes.

pg_trgm cannot use its index for two characters, so text is found by an array of the pairs of
characters in it, and verified from three characters on.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import psycopg

from funade.bench.answers import Answer, Shown, area_counts, facet_counts
from funade.bench.relational import (
    KIND,
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
from funade.core.search.document import Opening, Posting
from funade.core.search.query import Query
from funade.core.search.vocabulary import SPANS

type Connection = psycopg.Connection[tuple[Any, ...]]

_INDEXED: Final = (
    "place", "day", "hourly", "published", "facility", "slots", "facility_kinds", "emergency",
    "overtime_levels", "permitted_duty", "transport", "beds", "posting",
)  # fmt: skip
TOTAL, PLACE, VALUE, PLACE_WITHOUT, VALUE_WITHOUT, HIT = range(6)
"""The sections of an answer."""


class PostgreSQL:
    """PostgreSQL as a search engine. ``postings`` counts per posting first, ``openings`` not."""

    name = "PostgreSQL"
    shapes: tuple[str, ...] = ("openings", "postings")

    def __init__(self, uri: str) -> None:
        """Connect, with settings fit for one big query at a time."""
        self._connection: Connection = psycopg.connect(uri, autocommit=True)
        for setting in (
            "jit = off",
            "max_parallel_workers_per_gather = 0",
            "work_mem = '1GB'",
            "random_page_cost = 1.1",
            "effective_cache_size = '8GB'",
            "maintenance_work_mem = '1GB'",
            "default_statistics_target = 500",
        ):
            self._connection.execute(f"SET {setting}")
        self._backend = Path(f"/proc/{self._connection.info.backend_pid}/schedstat")

    def load(self, market: Iterable[Posting]) -> None:
        """Build tables and indexes."""
        self._create()
        everything = list(market)
        columns = ", ".join(("lat", "lng", "vals", *NUMBER_COLUMNS))
        self._copy(f"opening ({columns})", _openings(everything))
        columns = ", ".join(("id", "vals", *SHARED_SINGLES, "body", "pairs"))
        self._copy(f"posting ({columns})", map(_posting, everything))
        self._index()

    def is_loaded(self) -> bool:
        """Whether `load` has come to its end."""
        found = self._connection.execute("SELECT to_regclass('loaded')").fetchone()
        return found is not None and found[0] is not None

    def answer(self, query: Query, shape: str) -> Answer:
        """The answer to a search."""
        rows = self._connection.execute(statement(query, shape)).fetchall()
        return _read(rows, query)

    def cpu(self) -> float:
        """CPU seconds of the server process (the client's are counted with the program's)."""
        return int(self._backend.read_text().split()[0]) / 1e9

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def bytes_on_disk(self) -> int:
        """Tables and indexes."""
        row = self._connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0

    def _create(self) -> None:
        run = self._connection.execute
        run("DROP TABLE IF EXISTS opening, posting, loaded")
        numbers = ", ".join(f"{name} int" for name in NUMBER_COLUMNS)
        run(
            f"CREATE TABLE opening (lat float8, lng float8, vals int[], {numbers})"
            " PARTITION BY LIST (kind)"
        )
        for code, number in KIND.items():
            run(f"CREATE TABLE {code} PARTITION OF opening FOR VALUES IN ({number})")
        singles = ", ".join(f"{name} int" for name in SHARED_SINGLES)
        run(
            f"CREATE TABLE posting (id int PRIMARY KEY, vals int[], {singles}, body text,"
            " pairs bigint[])"
        )

    def _copy(self, target: str, rows: Iterator[Sequence[Any]]) -> None:
        with self._connection.cursor().copy(f"COPY {target} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _index(self) -> None:
        run = self._connection.execute
        for name in _INDEXED:
            run(f"CREATE INDEX ON opening ({name})")
        run("CREATE INDEX ON opening USING gin (vals)")
        run("CREATE INDEX ON opening USING gist (point(lng, lat))")
        run("CREATE INDEX ON posting USING gin (pairs)")
        run("VACUUM ANALYZE")
        run("CREATE TABLE loaded ()")


class _Arrays:
    """How PostgreSQL says it."""

    def any_of(self, facet: str, values: Sequence[int]) -> str:
        return f"vals && {_array(values)}"

    def all_of(self, facet: str, values: Sequence[int]) -> str:
        return f"vals @> {_array(values)}"

    def word(self, folded: str) -> str:
        found = f"pairs @> '{{{','.join(map(str, _pairs(folded)))}}}'"
        if len(folded) > 2:
            found += f" AND position('{folded}' IN body) > 0"
        return f"posting IN (SELECT id FROM posting WHERE {found})"

    def inside(self, south: float, west: float, north: float, east: float) -> str:
        return f"point(lng, lat) <@ box(point({west!r}, {south!r}), point({east!r}, {north!r}))"


def _openings(market: Iterable[Posting]) -> Iterator[list[Any]]:
    for posting in market:
        shared = [number for facet in SHARED_MULTIS for number in several(posting, facet)]
        for opening in posting.openings:
            if not is_taken(opening):
                yield _opening(posting, opening, shared)


def _opening(posting: Posting, opening: Opening, shared: list[int]) -> list[Any]:
    values = [*shared, *weekdays(opening)]
    point = [posting.latitude, posting.longitude]
    return [*point, _literal(values), *number_columns(posting, opening)]


def _posting(posting: Posting) -> list[Any]:
    shared = [number for facet in SHARED_MULTIS for number in several(posting, facet)]
    body = fold(posting.text)
    return [
        posting.id,
        _literal(shared),
        *shared_singles(posting),
        body,
        _literal(_pairs(body)),
    ]


def _pairs(folded: str) -> list[int]:
    return sorted({ord(a) << 21 | ord(b) for a, b in pairwise(folded)})


def _literal(values: Iterable[int]) -> str:
    return f"{{{','.join(map(str, values))}}}"


def _array(values: Iterable[int]) -> str:
    return f"'{_literal(values)}'::int[]"


def statement(query: Query, shape: str) -> str:
    """One statement that answers a search; rows are (section, key, number)."""
    dialect = _Arrays()
    asked = conditions(query, dialect)
    columns = ", ".join(("posting", "published", "place", "vals", *SINGLES))
    sections = [
        f"SELECT {TOTAL}, count(*), coalesce(sum(n), 0)::bigint FROM per",
        f"SELECT {PLACE}, place, count(*) FROM met GROUP BY place",
        *(_by_opening() if shape == "openings" else _by_posting()),
        *(_without(asked, facet, shape) for facet in asked.chosen),
        _best(),
    ]
    return (
        f"WITH met AS MATERIALIZED (SELECT {columns},"
        f" (({TOP} - ({score(query, dialect)}))::bigint << {SHIFT}) + opening AS key"
        f" FROM opening WHERE {asked.all()}),"
        " per AS MATERIALIZED (SELECT posting, min(published) AS published, count(*) AS n,"
        " min(key) AS key FROM met GROUP BY posting) "
    ) + " UNION ALL ".join(sections)


def _best() -> str:
    return (
        f"(SELECT {HIT}, posting, key FROM per"
        f" ORDER BY key >> {SHIFT}, published DESC, posting LIMIT 20)"
    )


def _by_opening() -> list[str]:
    return [
        f"SELECT {VALUE}, v, count(*) FROM met, unnest(vals) AS v GROUP BY v",
        _singles("met", SINGLES, "count(*)"),
    ]


def _by_posting() -> list[str]:
    """What a posting's openings share is counted once per posting, times its openings."""
    first, end = SPANS["weekdays"]
    joined, own = "per JOIN posting AS p ON p.id = per.posting", "met, unnest(vals) AS v"
    return [
        f"SELECT {VALUE}, v, sum(n)::bigint FROM {joined}, unnest(p.vals) AS v GROUP BY v",
        _singles(joined, SHARED_SINGLES, "sum(n)::bigint"),
        _singles("met", OWN_SINGLES, "count(*)"),
        f"SELECT {VALUE}, v, count(*) FROM {own} WHERE v >= {first} AND v < {end} GROUP BY v",
    ]


def _singles(table: str, facets: Sequence[str], count: str) -> str:
    sets = ", ".join(f"({facet})" for facet in facets)
    either = ", ".join(facets)
    return (
        f"SELECT {VALUE}, coalesce({either}), {count} FROM {table} GROUP BY GROUPING SETS ({sets})"
    )


def _without(asked: Conditions, facet: str, shape: str) -> str:
    others = asked.without(facet)
    if facet == "areas":
        return f"SELECT {PLACE_WITHOUT}, place, count(*) FROM opening WHERE {others} GROUP BY place"
    if facet not in MULTIS:
        return (
            f"SELECT {VALUE_WITHOUT}, {facet}, count(*) FROM opening WHERE {others}"
            f" GROUP BY {facet}"
        )
    first, end = SPANS[facet]
    span = f"v >= {first} AND v < {end}"
    if shape == "openings" or facet == "weekdays":
        return (
            f"SELECT {VALUE_WITHOUT}, v, count(*) FROM opening, unnest(vals) AS v"
            f" WHERE {others} AND {span} GROUP BY v"
        )
    return (
        f"SELECT {VALUE_WITHOUT}, v, sum(n)::bigint FROM (SELECT posting, count(*) AS n"
        f" FROM opening WHERE {others} GROUP BY posting) AS found"
        f" JOIN posting AS p ON p.id = found.posting, unnest(p.vals) AS v WHERE {span} GROUP BY v"
    )


def _read(rows: Iterable[tuple[Any, ...]], query: Query) -> Answer:
    sections: list[dict[int, int]] = [{} for _ in range(HIT + 1)]
    for section, key, number in rows:
        sections[section][key] = number
    (postings, openings), values = next(iter(sections[TOTAL].items())), sections[VALUE]
    values = {value: n for value, n in values.items() if value >= 0}
    for facet in query_facets(query):
        values = {v: n for v, n in values.items() if not is_of(facet, v)}
    values |= {value: n for value, n in sections[VALUE_WITHOUT].items() if value >= 0}
    per_place = sections[PLACE_WITHOUT] if query.areas else sections[PLACE]
    areas = area_counts(per_place, query.areas)
    hits = tuple(shown(posting, key) for posting, key in sections[HIT].items())
    return Answer(openings, postings, hits, {"areas": areas, **facet_counts(values)})


def query_facets(query: Query) -> list[str]:
    """The chosen facets that are counted without themselves, areas left out."""
    return [f for f in SPANS if f != "flags" and query.chosen(f)]


def is_of(facet: str, value: int) -> bool:
    """Whether a value number belongs to a facet."""
    first, end = SPANS[facet]
    return first <= value < end


def shown(posting: int, key: int) -> Shown:
    """A hit from its key."""
    return Shown(posting, key & ((1 << SHIFT) - 1), TOP - (key >> SHIFT))
