"""The reverse question: which saved searches does this posting match?

Saved searches become the rows, sorted by where they look (`filing`): a posting reads only the runs
that concern it. There, for each facet, the bitmap of the searches that choose nothing in it and
those of the posting's values are joined by *or*, the facets by *and*. The few hundred survivors
are checked one by one for flags, openings, circle and words. Wishes, sort and page do not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from funade.core.kernel.text import fold
from funade.core.search import build, geo, text
from funade.core.search.bits import WORDS, Bits, Flags, Numbers, Reals, pack, padded
from funade.core.search.document import Moment, Opening, Posting, is_open
from funade.core.search.filing import filed_under, grids_in, looked_up
from funade.core.search.query import Box, Near, Query
from funade.core.search.vocabulary import (
    MASTERS,
    SPANS,
    mask_numbers,
    numbers,
    opening_mask,
    posting_mask,
)

_folded: Final = lru_cache(maxsize=4)(fold)
"""A posting is held against two tables, one after the other."""

type Masks = NDArray[np.uint64]

_OWN: Final = ("slots", "weekdays", "cadences")
"""Facets in which the openings of one posting differ."""

_FREE: Final = 1 << 63
"""The bit of a search that chooses nothing in a facet; every opening has it."""

_UNKNOWN: Final = np.iinfo(np.int64).min
"""Stands for an unknown value; as a low end it lets everything pass."""

_KNOWN: Final = _UNKNOWN + 1
"""The low end that lets every known value pass."""

_ALWAYS: Final = np.iinfo(np.int64).max
_NOWHERE: Final = Near(np.nan, np.nan, -1)
_EVERYWHERE: Final = Box(-np.inf, -np.inf, np.inf, np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Saved searches as R rows, sorted by `filed_under`; one that names two places has two rows.

    Bitmaps have the shape (R // 64 + 1,), the other columns (…, R).
    """

    keys: Numbers
    grids: Numbers
    """The grids that any circle is filed in."""
    ids: Numbers
    free: Mapping[str, Bits]
    """Per facet that any search chooses in, the most chosen first: those that choose nothing."""
    choosing: Mapping[int, Bits]
    """Per value number: the searches that chose it."""
    flags: Masks
    """The flags that must all hold, a bit each."""
    own: Masks
    """Shape (3, R): what is chosen in each of `_OWN`, a bit each, or `_FREE`."""
    limits: Mapping[int, Numbers]
    """What each of the `_values` of an opening must at least be; those that any search asks."""
    circles: Reals
    """Shape (3, R): latitude, longitude and kilometres; NaN, NaN and -1 for none."""
    boxes: Reals | None
    """Shape (4, R): south, west, north and east, infinite for none; None if no search has one."""
    located: Flags
    """Whether there is a circle or a box."""
    phrases: Sequence[tuple[str, ...]]
    """Folded words that must stand in the text; number 0 has none."""
    phrase_of: Numbers
    """The number of each row's phrase."""
    hiding: Mapping[int, Numbers]
    """Per facility: the rows that hide it."""

    @classmethod
    def build(cls, searches: Mapping[int, Query]) -> Self:
        """Index searches by id."""
        filed = sorted(
            (key, id) for id, query in searches.items() if _possible(query)
            for key in filed_under(query)
        )  # fmt: skip
        queries = [searches[id] for _, id in filed]
        rows = len(queries)
        phrases: dict[tuple[str, ...], int] = {(): 0}
        for query in queries:
            phrases.setdefault(text.terms(query.text), len(phrases))
        chosen = {facet: _lists(_numbers(q, facet) for q in queries) for facet in MASTERS}
        busy = sorted(chosen, key=lambda facet: sum(map(len, chosen[facet].values())), reverse=True)
        keys = np.array([key for key, _ in filed], np.int64)
        return cls(
            keys=keys,
            grids=grids_in(keys),
            ids=np.array([id for _, id in filed], np.int64),
            free={
                facet: _bitmap(rows, _free(queries, facet))
                for facet in busy
                if facet != "flags" and any(query.chosen(facet) for query in queries)
            },
            choosing={
                number: _bitmap(rows, members)
                for lists in chosen.values()
                for number, members in lists.items()
            },
            flags=np.array([_chosen_mask(q, "flags") & ~_FREE for q in queries], np.uint64),
            own=np.array([[_chosen_mask(q, f) for q in queries] for f in _OWN], np.uint64),
            limits=_asked_limits(queries),
            circles=np.array([_circle(query) for query in queries]).reshape(-1, 3).T.copy(),
            boxes=np.array([_box(q) for q in queries]).T if any(q.box for q in queries) else None,
            located=np.array([bool(q.near or q.box) for q in queries], np.bool_),
            phrases=list(phrases),
            phrase_of=np.array([phrases[text.terms(q.text)] for q in queries], np.int64),
            hiding=_lists(q.hidden_facilities for q in queries),
        )

    def matching(self, posting: Posting, openings: Sequence[Opening]) -> list[int]:
        """The ids, ascending, of the searches at least one of the openings matches."""
        rows = self._survivors(posting, openings)
        for check in (self._flagged, self._offered, self._reached, self._worded):
            rows = rows[check(rows, posting, openings)]
        hiding = self.hiding.get(posting.facility)
        if hiding is not None:
            rows = rows[~np.isin(rows, hiding)]
        return sorted(set(self.ids[rows].tolist()))

    def _survivors(self, posting: Posting, openings: Sequence[Opening]) -> Numbers:
        """Rows filed where the posting looks, whose facets but `flags` are met.

        The openings are taken together here, which lets too much through in `_OWN`.
        """
        starts, ends = np.searchsorted(self.keys, looked_up(posting, self.grids))
        held = starts < ends
        starts, ends = starts[held], ends[held]
        words = _words_of(starts, ends)
        found = np.full(len(words), ~np.uint64(0))
        mask = reduce(int.__or__, map(opening_mask, openings), posting_mask(posting))
        for facet, free in self.free.items():
            met = free.take(words)
            for number in _values_in(mask, facet):
                if number in self.choosing:
                    met |= self.choosing[number].take(words)
            found &= met
            alive = np.flatnonzero(found)
            if 2 * len(alive) < len(found):
                words, found = words[alive], found[alive]
        rows = _rows(words, found)
        run = np.searchsorted(starts, rows, "right") - 1
        return rows[(run >= 0) & (rows < ends[run])] if len(rows) else rows

    def _flagged(self, rows: Numbers, posting: Posting, _: Sequence[Opening]) -> Flags:
        """Whether the posting has every flag each row asks for."""
        missing = ~np.uint64(_offered_mask(posting_mask(posting), "flags"))
        met: Flags = (self.flags[rows] & missing) == 0
        return met

    def _offered(self, rows: Numbers, posting: Posting, openings: Sequence[Opening]) -> Flags:
        """Whether one of the openings meets all that each row asks of an opening."""
        asked = {_asked_of(posting, opening) for opening in openings}
        # Where all are alike in `_OWN`, the bitmaps have answered it.
        own = self.own.take(rows, axis=1) if len({masks for masks, _ in asked}) > 1 else None
        limits = {at: least.take(rows) for at, least in self.limits.items()}
        met = np.zeros(len(rows), np.bool_)
        for masks, values in asked:
            meets = np.ones(len(rows), np.bool_)
            for at, least in limits.items():
                meets &= least <= values[at]
            if own is not None:
                meets &= (own & np.array(masks, np.uint64)[:, None] != 0).all(axis=0)
            met |= meets
        return met

    def _reached(self, rows: Numbers, posting: Posting, _: Sequence[Opening]) -> Flags:
        """Whether the posting's point lies in the circle and the box of each row."""
        reached = ~self.located[rows]
        point = build.known_point(posting)
        asked = np.flatnonzero(~reached)
        if point is None or not len(asked):
            return reached
        latitude, longitude, km = self.circles.take(rows[asked], axis=1)
        circled = km < 0
        # A degree of latitude is 111.2 km: many circles are ruled out without trigonometry.
        close = np.flatnonzero(abs(latitude - point[0]) <= km / 111 + 0.001)
        away = geo.metres(Near(*point, 0), latitude[close], longitude[close])
        circled[close] = away <= km[close] * 1000
        reached[asked] = circled
        if self.boxes is not None:
            reached &= _inside(self.boxes.take(rows, axis=1), *point)
        return reached

    def _worded(self, rows: Numbers, posting: Posting, _: Sequence[Opening]) -> Flags:
        """Whether all words of each row stand in the posting's text."""
        asked = self.phrase_of.take(rows).tolist()
        phrases = set(asked)
        folded = _folded(posting.text) if phrases != {0} else ""
        met = {n: all(word in folded for word in self.phrases[n]) for n in phrases}
        return np.array([met[number] for number in asked], np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Searches:
    """Saved searches, ready to be asked: a big table, and a small one of those changed since."""

    main: _Table
    young: _Table = field(default_factory=lambda: _Table.build({}))
    changes: Mapping[int, Query | None] = field(default_factory=dict)

    @classmethod
    def build(cls, searches: Iterable[tuple[int, Query]]) -> Self:
        """Index pairs of id and query."""
        return cls(_Table.build(dict(searches)))

    def with_changes(self, changes: Mapping[int, Query | None]) -> "Searches":
        """The searches after changes: the new query by id, None if gone.

        Costs time in proportion to all changes since `build`: build anew now and then.
        """
        every = {**self.changes, **changes}
        young = {id: query for id, query in every.items() if query is not None}
        return Searches(self.main, _Table.build(young), every)


def percolate(searches: Searches, posting: Posting, now: Moment) -> list[int]:
    """Ids, ascending, of the searches that at least one open opening of the posting matches."""
    openings = [opening for opening in posting.openings if is_open(posting, opening, now)]
    if not openings:
        return []
    old = searches.main.matching(posting, openings)
    if not searches.changes:
        return old
    young = searches.young.matching(posting, openings)
    return sorted([id for id in old if id not in searches.changes] + young)


def _asked_of(posting: Posting, opening: Opening) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What one opening offers: its bits in each of `_OWN`, and its `_values`."""
    mask = opening_mask(opening)
    return tuple(_offered_mask(mask, facet) for facet in _OWN), _values(posting, opening)


def _values(posting: Posting, opening: Opening) -> tuple[int, ...]:
    """The numbers of an opening, each turned so that more is better; unknown is least."""

    def least(value: int | None) -> int:
        return _UNKNOWN if value is None else value

    def most(value: int | None) -> int:  # its twin from `least` fails if it is unknown
        return _ALWAYS if value is None else -value

    return (
        least(opening.day),
        most(opening.day),
        least(opening.starts),
        least(opening.ends),
        most(opening.ends),
        least(opening.hourly_low),
        least(opening.pay_low),
        posting.published,
    )


def _possible(query: Query) -> bool:
    """Whether anything can match: nothing does if a required flag does not exist."""
    return len(numbers("flags", query.flags)) == len(query.flags)


def _numbers(query: Query, facet: str) -> list[int]:
    return numbers(facet, query.chosen(facet))


def _chosen_mask(query: Query, facet: str) -> int:
    """The values a search chooses in a facet, a bit each from the facet's first; or `_FREE`."""
    first, _ = SPANS[facet]
    bits = reduce(int.__or__, (1 << n - first for n in _numbers(query, facet)), 0)
    return bits if query.chosen(facet) else _FREE


def _offered_mask(mask: int, facet: str) -> int:
    """The bits of a mask that are a facet's, from its first value, and `_FREE`."""
    first, end = SPANS[facet]
    return mask >> first & ((1 << (end - first)) - 1) | _FREE


def _values_in(mask: int, facet: str) -> tuple[int, ...]:
    """The numbers of a facet's values that are set in a mask."""
    first, end = SPANS[facet]
    return _set_bits(first, mask >> first & ((1 << (end - first)) - 1))


@lru_cache(maxsize=1 << 14)
def _set_bits(first: int, mask: int) -> tuple[int, ...]:
    return tuple(first + at for at in mask_numbers(mask))


def _words_of(starts: Numbers, ends: Numbers) -> Numbers:
    """The words of a bitmap that half-open runs of rows touch; twice where two runs share one."""
    first, last = starts // WORDS, (ends + WORDS - 1) // WORDS
    lengths = last - first
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(lengths.sum())


def _rows(words: Numbers, found: Bits) -> Numbers:
    """The rows set in ``found``, which holds the ``words`` of a bitmap."""
    set_at = np.flatnonzero(np.unpackbits(found.view(np.uint8), bitorder="little"))
    rows: Numbers = (words[set_at >> 6] << 6) | (set_at & 63)
    return rows


def _free(queries: Sequence[Query], facet: str) -> Numbers:
    return np.array([row for row, q in enumerate(queries) if not q.chosen(facet)], np.int64)


def _lists[K](keys_of_rows: Iterable[Iterable[K]]) -> dict[K, Numbers]:
    """The rows of each key, ascending."""
    lists: dict[K, list[int]] = {}
    for row, keys in enumerate(keys_of_rows):
        for key in keys:
            lists.setdefault(key, []).append(row)
    return {key: np.array(rows, np.int64) for key, rows in lists.items()}


def _bitmap(rows: int, members: Numbers) -> Bits:
    flags = np.zeros(padded(rows + 1), np.bool_)
    flags[members] = True
    return pack(flags).reshape(-1)


def _circle(query: Query) -> tuple[float, ...]:
    near = query.near or _NOWHERE
    return near.latitude, near.longitude, near.km


def _box(query: Query) -> tuple[float, ...]:
    box = query.box or _EVERYWHERE
    return box.south, box.west, box.north, box.east


def _inside(boxes: Reals, latitude: float, longitude: float) -> Flags:
    south, west, north, east = boxes
    inside: Flags = (
        (south <= latitude) & (latitude < north) & (west <= longitude) & (longitude < east)
    )
    return inside


def _asked_limits(queries: Sequence[Query]) -> dict[int, Numbers]:
    """Per place in `_values` that any query limits: the least each query takes."""
    columns = np.array([_least_values(query) for query in queries], np.int64).reshape(-1, 8).T
    return {at: column.copy() for at, column in enumerate(columns) if (column != _UNKNOWN).any()}


def _least_values(query: Query) -> tuple[int, ...]:
    """The least `_values` a query takes."""

    def low(end: int | None) -> int:
        return _UNKNOWN if end is None else max(end, _KNOWN)

    def high(end: int | None) -> int:
        return _UNKNOWN if end is None else -end

    dated = _KNOWN if query.last_day is not None else _UNKNOWN
    ended = _KNOWN if query.ends_by is not None else _UNKNOWN
    return (
        max(low(query.first_day), dated),
        high(query.last_day),
        low(query.starts_from),
        ended,
        high(query.ends_by),
        low(query.hourly_min),
        low(query.pay_min),
        low(query.published_from),
    )
