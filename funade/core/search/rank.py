"""The best postings of a match, in order, without sorting the match.

Every sort is a total order of rows; a posting stands where its best row stands. Sorts that do not
depend on the query have their order in the index: it is walked until enough postings are found,
or, when few rows match, their ranks are compared. Scores are bit slices (see `wishes`): they
single out the rows that are surely in, and leave a tie to be broken by the order of 新着.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from funade.core.masters.work import FULLTIME
from funade.core.search import bits
from funade.core.search.bits import Bits, Numbers
from funade.core.search.columns import ORDERS, UNKNOWN
from funade.core.search.filter import Match
from funade.core.search.query import PAGE_SIZE, Query
from funade.core.search.result import Hit
from funade.core.search.wishes import Scores, met_by

_LAST: Final = 1 << 40
"""Sorts after every known value."""

_STEP: Final = 4
"""A row compared costs about this many rows walked over (measured)."""


_FEW: Final = 4_096
"""Rows that are scored one by one rather than as bit slices (measured)."""


class _Best(NamedTuple):
    """Rows of one part, one per posting, with the key they are sorted by across parts.

    ``keys`` has shape (keys, rows), the first key first, ascending is better.
    """

    match: Match
    rows: Numbers
    keys: Numbers


def page(matches: Sequence[Match], query: Query) -> tuple[Hit, ...]:
    """The hits of page ``query.page``, best first."""
    end = query.page * PAGE_SIZE
    best = [_best(match, query, _sort_of(query), end) for match in matches]
    if not best:
        return ()
    keys = np.concatenate([found.keys for found in best], axis=1)
    origin = np.repeat(np.arange(len(best)), [len(found.rows) for found in best])
    rows = np.concatenate([found.rows for found in best])
    shown = np.lexsort(keys[::-1])[end - PAGE_SIZE : end]
    hits: dict[int, Hit] = {}
    for number, found in enumerate(best):
        mine = shown[origin[shown] == number]
        hits |= dict(zip(mine.tolist(), _hits(found.match, query, rows[mine]), strict=True))
    return tuple(hits[at] for at in shown.tolist())


def _sort_of(query: Query) -> str:
    """The sort in effect: without a point nothing is near, and without wishes all score 0."""
    if query.sort == "near" and query.near is not None:
        return "near"
    if query.sort in ("near", "recommended"):
        return "recommended" if query.wishes else "new"
    return query.sort


def _best(match: Match, query: Query, sort: str, wanted: int) -> _Best:
    if sort == "near":
        rows = _nearest(match, wanted)
        return _Best(match, rows, _keys(match, rows, _distance(match, rows)))
    if sort == "recommended":
        if bits.count(match.rows) <= _FEW:
            return _best_of_few(match, query, wanted)
        scores = Scores(match, query.wishes)
        rows = _top(match, scores, wanted)
        return _Best(match, rows, _keys(match, rows, -scores.of(rows), _newest(match, rows)))
    rows = _first(match, _in_order(match, match.rows, sort, wanted), wanted)
    primary = {"new": _newest, "pay": _wage, "date": _date}[sort](match, rows)
    return _Best(match, rows, _keys(match, rows, *np.atleast_2d(primary)))


def _best_of_few(match: Match, query: Query, wanted: int) -> _Best:
    """The same as by slices, row by row: cheaper where little is left to score."""
    rows = bits.rows_in(match.rows)
    scores = np.zeros(len(rows), np.int64)
    for wish in query.wishes:
        scores += wish.weight * met_by(match, wish, rows).astype(np.int64)
    order = np.lexsort((match.part.columns.ranks[ORDERS.index("new")][rows], -scores))
    first = _first(match, iter([rows[order]]), wanted)
    shown = np.searchsorted(rows, first)
    return _Best(match, first, _keys(match, first, -scores[shown], _newest(match, first)))


def _keys(match: Match, rows: Numbers, *primary: Numbers) -> Numbers:
    columns = match.part.columns
    postings = columns.posting_ids[columns.posting_of[rows]]
    return np.stack([*primary, postings, columns.opening_ids[rows]])


def _newest(match: Match, rows: Numbers) -> Numbers:
    columns = match.part.columns
    return -columns.published[columns.posting_of[rows]].astype(np.int64)


def _wage(match: Match, rows: Numbers) -> Numbers:
    columns = match.part.columns
    wage = columns.pay_low if columns.kind == FULLTIME else columns.hourly_low
    return np.where(wage[rows] == UNKNOWN, _LAST, -wage[rows].astype(np.int64))


def _date(match: Match, rows: Numbers) -> Numbers:
    columns = match.part.columns
    both = np.stack((columns.day[rows], columns.starts[rows])).astype(np.int64)
    return np.where(both == UNKNOWN, _LAST, both)


def _distance(match: Match, rows: Numbers) -> Numbers:
    if match.metres is None:
        raise ValueError("no point to measure from")
    return match.metres[match.part.columns.posting_of[rows]]


def _nearest(match: Match, wanted: int) -> Numbers:
    """The opening with the lowest id of each of the nearest postings."""
    columns = match.part.columns
    ends = bits.rows_in(bits.runs_hit(match.rows, columns.last))
    distance = _distance(match, ends)
    if len(ends) > wanted:
        farthest = np.partition(distance, wanted - 1)[wanted - 1]
        ends, distance = ends[distance <= farthest], distance[distance <= farthest]
    ids = columns.posting_ids[columns.posting_of[ends]]
    nearest = np.lexsort((ids, distance))[:wanted]
    return np.array([_lowest_opening(match, end) for end in ends[nearest].tolist()], np.int64)


def _lowest_opening(match: Match, end: int) -> int:
    columns = match.part.columns
    rows = np.arange(columns.first_rows[columns.posting_of[end]], end + 1)
    rows = rows[bits.holds(match.rows, rows)]
    return int(rows[np.argmin(columns.opening_ids[rows])])


def _top(match: Match, scores: Scores, wanted: int) -> Numbers:
    """The best rows by (score, newest first)."""
    above, tied = scores.best(match, wanted)
    sure = bits.rows_in(above)
    rank = match.part.columns.ranks[ORDERS.index("new")]
    sure = sure[np.lexsort((rank[sure], -scores.of(sure)))]
    first = _first(match, iter([sure]), wanted)
    taken = match.part.columns.posting_of[first]
    return np.concatenate((first, _tied(match, tied, wanted - len(first), taken)))


def _tied(match: Match, tied: Bits, wanted: int, taken: Numbers | bits.Shorts) -> Numbers:
    """The newest tied rows of postings that are not ``taken`` yet."""
    every = wanted + len(taken)
    rows = _first(match, _in_order(match, tied, "new", every), every)
    if len(taken):
        rows = rows[~np.isin(match.part.columns.posting_of[rows], taken)]
    return rows[:wanted]


def _in_order(match: Match, rows: Bits, sort: str, wanted: int) -> Iterator[Numbers]:
    """The set rows in the order of a sort, piece by piece."""
    columns = match.part.columns
    at = ORDERS.index(sort)
    size = bits.count(rows)
    if not size:
        return
    walk = min(columns.rows, columns.rows * wanted // size)
    if walk < _STEP * size:
        yield from _walk(columns.orders[at], rows, max(walk, 256))
        return
    numbers = bits.rows_in(rows)
    rank = columns.ranks[at][numbers]
    if size > 4 * wanted:
        head = np.argpartition(rank, 4 * wanted)[: 4 * wanted]
        yield numbers[head[np.argsort(rank[head])]]
    yield numbers[np.argsort(rank)]


def _walk(order: bits.Shorts, rows: Bits, step: int) -> Iterator[Numbers]:
    start = 0
    while start < len(order):
        piece = order[start : start + step]
        yield piece[bits.holds(rows, piece)].astype(np.int64)
        start += step
        step *= 2


def _first(match: Match, pieces: Iterator[Numbers], wanted: int) -> Numbers:
    """The first row of each of the first ``wanted`` postings, in order."""
    found = np.empty(0, np.int64)
    for piece in pieces:
        rows = np.concatenate((found, piece))
        _, first = np.unique(match.part.columns.posting_of[rows], return_index=True)
        found = rows[np.sort(first)]
        if len(found) >= wanted:
            break
    return found[:wanted]


def _hits(match: Match, query: Query, rows: Numbers) -> list[Hit]:
    columns = match.part.columns
    numbers = columns.posting_of[rows]
    postings = columns.posting_ids[numbers].tolist()
    openings = columns.opening_ids[rows].tolist()
    metres = [None] * len(rows) if match.metres is None else match.metres[numbers].tolist()
    met: list[list[int]] = [[] for _ in postings]
    for number, wish in enumerate(query.wishes):
        for at in np.flatnonzero(met_by(match, wish, rows)).tolist():
            met[at].append(number)
    scores = [sum(query.wishes[number].weight for number in fulfilled) for fulfilled in met]
    fields = zip(postings, openings, scores, map(tuple, met), metres, strict=True)
    return [Hit(*each) for each in fields]
