"""Saved searches of many physicians (PERFORMANCE §2), and PostgreSQL percolating a posting."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any, Final

import psycopg

from funade.bench.data import NOW, sample
from funade.bench.queries import KINDS, TERMS, VALUES, circle, condition, someone
from funade.core.kernel.text import fold
from funade.core.search import places
from funade.core.search.document import Opening, Posting, is_open
from funade.core.search.query import Query

_SHARES: Final[Mapping[str, float]] = {
    "departments": 0.92,
    "duties": 0.45,
    "weekdays": 0.35,
    "slots": 0.30,
    "flags": 0.30,
    "hourly_min": 0.45,
    "days": 0.25,
}
_RADIUS: Final = 0.35
_TERM: Final = 0.10
_FACETS: Final = ("areas", "departments", "duties", "weekdays", "slots", "flags")


def saved_searches(count: int, seed: int = 1) -> Iterator[tuple[int, Query]]:
    """One saved search per physician, ids running from 1."""
    rng = Random(f"saved:{seed}")
    for number in range(1, count + 1):
        yield number, _search(rng)


def _search(rng: Random) -> Query:
    kind = rng.choices(*KINDS)[0]
    posting, _ = someone(rng, kind)
    conditions: dict[str, Any] = {"kind": kind}
    if rng.random() < _RADIUS:
        conditions["near"] = circle(rng, posting)
    else:
        conditions["areas"] = (posting.prefecture,)
    for facet, share in _SHARES.items():
        if rng.random() < share and not (facet == "days" and kind != "spot"):
            conditions |= condition(rng, facet, *someone(rng, kind))
    if rng.random() < _TERM:
        conditions["text"] = rng.choice(TERMS)
    return Query(**conditions)


class SavedInPostgreSQL:
    """Saved searches as rows; each is filed under the rarest of its conditions, by GIN."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        """``connection`` is an autocommit connection to an own database."""
        self._connection = connection
        self._frequency = _frequencies(sample())

    def load(self, searches: Iterable[tuple[int, Query]]) -> None:
        """Store and index them."""
        run = self._connection.execute
        run("DROP TABLE IF EXISTS saved")
        arrays = ", ".join(f"{facet} text[]" for facet in _FACETS)
        run(
            f"CREATE TABLE saved (id int, kind text, keys text[], {arrays}, lat float8,"
            " lng float8, metres int, first_day int, last_day int, hourly int, word text)"
        )
        with self._connection.cursor().copy("COPY saved FROM STDIN") as copy:
            for number, query in searches:
                copy.write_row(self._row(number, query))
        run("CREATE INDEX ON saved USING gin (keys)")
        run("VACUUM ANALYZE saved")

    def percolate(self, posting: Posting) -> list[int]:
        """The ids of the searches that an open opening of the posting matches, ascending."""
        rows = self._connection.execute(_statement(posting)) if _open(posting) else ()
        return sorted(number for (number,) in rows)

    def _row(self, number: int, query: Query) -> list[Any]:
        near = query.near
        chosen = [list(query.chosen(facet)) for facet in _FACETS]
        return [
            number,
            query.kind,
            self._keys(query),
            *chosen,
            near.latitude if near else None,
            near.longitude if near else None,
            near.km * 1_000 if near else None,
            query.first_day,
            query.last_day,
            query.hourly_min,
            fold(query.text),
        ]

    def _keys(self, query: Query) -> list[str]:
        """All values of the rarest facet; of flags, which must all hold, the rarest one."""
        groups = [[f"{f}:{code}" for code in query.chosen(f)] for f in _FACETS if f != "flags"]
        groups = [group for group in groups if group]
        groups += [[f"flags:{code}"] for code in query.flags]
        return min(groups, key=self._cost, default=["any"])

    def _cost(self, keys: Iterable[str]) -> int:
        return sum(self._frequency[key] for key in keys)


def _frequencies(postings: Iterable[Posting]) -> Counter[str]:
    return Counter(key for posting in postings for key in _keys_of(posting))


def _areas(posting: Posting) -> tuple[str, ...]:
    code = places.codes()[places.ordinal(posting.prefecture, posting.municipality)]
    return (code, *places.ancestors(code)) if code else ()


def _open(posting: Posting) -> list[Opening]:
    return [opening for opening in posting.openings if is_open(posting, opening, NOW)]


def _keys_of(posting: Posting) -> set[str]:
    keys = {f"areas:{code}" for code in _areas(posting)} | {"any"}
    for facet in _FACETS[1:]:
        for opening in posting.openings:
            keys |= {f"{facet}:{code}" for code in VALUES[facet](posting, opening)}
    return keys


def _statement(posting: Posting) -> str:
    lat = "NULL" if posting.latitude is None else repr(posting.latitude)
    lng = "NULL" if posting.longitude is None else repr(posting.longitude)
    half = (
        f"sin(radians({lat} - lat) / 2) ^ 2 + cos(radians(lat)) * cos(radians({lat}::float8))"
        f" * sin(radians({lng} - lng) / 2) ^ 2"
    )
    rows = ", ".join(_values(opening) for opening in _open(posting))
    return f"""
        SELECT id FROM saved
        WHERE keys && {_array(_keys_of(posting))} AND kind = '{posting.kind}'
          AND (areas = '{{}}' OR areas && {_array(_areas(posting))})
          AND (departments = '{{}}' OR departments && {_array(posting.departments)})
          AND (duties = '{{}}' OR duties && {_array(posting.duties)})
          AND flags <@ {_array(posting.flags)}
          AND (word = '' OR position(word IN {_quoted(fold(posting.text))}) > 0)
          AND EXISTS (SELECT FROM (VALUES {rows}) AS o (slot, weekdays, day, hourly)
            WHERE (slots = '{{}}' OR o.slot = ANY (slots))
              AND (saved.weekdays = '{{}}' OR saved.weekdays && o.weekdays)
              AND (first_day IS NULL OR o.day >= first_day)
              AND (last_day IS NULL OR o.day <= last_day)
              AND (saved.hourly IS NULL OR o.hourly >= saved.hourly))
          AND (metres IS NULL
            OR floor({2 * 6_371_008.8!r} * asin(sqrt({half})) + 0.5) <= metres)"""


def _values(opening: Opening) -> str:
    day = "NULL" if opening.day is None else opening.day
    hourly = "NULL" if opening.hourly_low is None else opening.hourly_low
    return f"('{opening.slot}', {_array(opening.weekdays)}, {day}::int, {hourly}::int)"


def _array(codes: Iterable[str]) -> str:
    return f"'{{{','.join(codes)}}}'::text[]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
