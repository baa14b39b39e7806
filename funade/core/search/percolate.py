"""The reverse question: which saved searches does this posting match?

Saved searches become the rows. For each facet value there is a bitmap of the searches that chose
it, for each facet one of those that chose nothing: a posting ORs the bitmaps of its values and
ANDs the facets. The few hundred survivors are then checked exactly for place, text, dates, hours
and pay. Wishes, sort and page do not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final, Self

import numpy as np

from funade.core.kernel.text import fold
from funade.core.search import build, geo, places, text
from funade.core.search.bits import Bits, Flags, Numbers, Reals, nothing, pack, padded, rows_in
from funade.core.search.document import Moment, Opening, Posting, is_open
from funade.core.search.query import FACETS, Box, Near, Query
from funade.core.search.vocabulary import (
    MASTERS,
    NUMBERS,
    SPANS,
    mask_numbers,
    number,
    numbers,
    opening_mask,
    posting_mask,
)

_OWN: Final = ("slots", "weekdays", "cadences")
"""Facets in which the openings of one posting differ."""

_SHARED: Final = tuple(facet for facet in MASTERS if facet not in (*_OWN, "flags"))

_UNKNOWN: Final = np.iinfo(np.int64).min
"""Stands for an unknown value; as a low end it lets everything pass."""

_KNOWN: Final = _UNKNOWN + 1
"""The low end that lets every known value pass."""

_ALWAYS: Final = np.iinfo(np.int64).max
_NOWHERE: Final = Near(np.nan, np.nan, -1)
_EVERYWHERE: Final = Box(-np.inf, -np.inf, np.inf, np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """S saved searches as rows; bitmaps of shape (blocks, 64)."""

    ids: Numbers
    kinds: Mapping[str, Bits]
    free: Mapping[str, Bits]
    """Per facet: the searches that choose nothing in it."""
    choosing: Mapping[int, Bits]
    """Per value number: the searches that chose it."""
    places: Mapping[str, Numbers]
    """Per place code: the rows that ask for it."""
    limits: Numbers
    """Shape (S, 8): what each of the `_values` of an opening must at least be."""
    regions: Reals
    """Shape (S, 7): latitude, longitude and kilometres of the circle (-1 for none), and south,
    west, north and east of the box."""
    located: Flags
    """Shape (S,): whether there is a circle or a box."""
    words: Mapping[int, tuple[str, ...]]
    """Per row: the folded words that must stand in the text."""
    worded: Flags
    """Shape (S,): whether there are words."""
    hiding: Mapping[int, Numbers]
    """Per facility: the rows that hide it."""

    @classmethod
    def build(cls, searches: Mapping[int, Query]) -> Self:
        """Index searches by id."""
        queries = list(searches.values())
        rows = len(queries)
        chosen = {facet: _lists(q.chosen(facet) for q in queries) for facet in MASTERS}
        return cls(
            ids=np.array(list(searches), np.int64),
            kinds=_bitmaps(rows, _lists(_kinds(query) for query in queries)),
            free={facet: _bitmap(rows, _free(queries, facet)) for facet in FACETS},
            choosing={
                at: _bitmap(rows, lists[code])
                for facet, lists in chosen.items()
                for code in lists
                if (at := number(facet, code)) is not None
            },
            places=_lists(places.narrowest(q.areas) for q in queries),
            limits=_limits(queries),
            regions=np.array([_region(query) for query in queries]).reshape(-1, 7),
            located=np.array([bool(q.near or q.box) for q in queries], np.bool_),
            words={row: text.terms(q.text) for row, q in enumerate(queries) if q.text},
            worded=np.array([bool(q.text) for q in queries], np.bool_),
            hiding=_lists(q.hidden_facilities for q in queries),
        )

    def matching(self, posting: Posting, openings: Sequence[Opening]) -> Numbers:
        """The ids of the searches at least one of the openings matches."""
        if not len(self.ids):
            return self.ids
        found = nothing(len(self.ids))
        candidates = self._candidates(posting)
        for mask, group in _by_mask(openings).items():
            survivors = reduce(
                np.bitwise_and, [self._satisfied(f, mask) for f in _OWN], candidates & ~found
            )
            rows = rows_in(survivors)
            rows = rows[self._in_time_and_pay(rows, posting, group)]
            found |= _bitmap(len(self.ids), rows)
        rows = rows_in(found)
        rows = rows[self._reached(rows, posting)]
        return self.ids[self._worded(rows, posting)]

    def _candidates(self, posting: Posting) -> Bits:
        """Searches whose conditions on the posting's places, facets and facility are met."""
        mask = posting_mask(posting)
        found = self.kinds.get(posting.kind, nothing(len(self.ids))) & self._placed(posting)
        for facet in _SHARED:
            found &= self._satisfied(facet, mask)
        for at in NUMBERS["flags"].values():
            if at in self.choosing and not mask >> at & 1:
                found &= ~self.choosing[at]
        hiding = self.hiding.get(posting.facility)
        return found if hiding is None else found & ~_bitmap(len(self.ids), hiding)

    def _satisfied(self, facet: str, mask: int) -> Bits:
        """Searches that choose nothing in a facet, or a value in ``mask``."""
        first, end = SPANS[facet]
        own = mask_numbers(mask >> first & ((1 << (end - first)) - 1))
        chosen = [self.choosing[first + at] for at in own if first + at in self.choosing]
        return reduce(np.bitwise_or, chosen, self.free[facet])

    def _placed(self, posting: Posting) -> Bits:
        code = places.codes()[build.place_of(posting)]
        around = (code, *places.ancestors(code)) if code else ()
        lists = [self.places[place] for place in around if place in self.places]
        asking = np.concatenate([*lists, np.empty(0, np.int64)])
        return self.free["areas"] | _bitmap(len(self.ids), asking)

    def _in_time_and_pay(
        self, rows: Numbers, posting: Posting, openings: Sequence[Opening]
    ) -> Flags:
        """Whether any of the openings lies within the limits of each row; shape of ``rows``."""
        limits = self.limits.take(rows, axis=0)
        met = np.zeros(len(rows), np.bool_)
        for opening in openings:
            met |= (limits <= _values(posting, opening)).all(axis=1)
        return met

    def _reached(self, rows: Numbers, posting: Posting) -> Flags:
        """Whether the posting's point lies in the circle and the box of each row."""
        reached = ~self.located[rows]
        point = build.known_point(posting)
        if point is None:
            return reached
        asked = np.flatnonzero(~reached)
        latitude, longitude, km, *box = self.regions.take(rows[asked], axis=0).T
        south, west, north, east = box
        boxed = (south <= point[0]) & (point[0] < north) & (west <= point[1]) & (point[1] < east)
        circled = km < 0
        # A degree of latitude is 111.2 km: most circles are ruled out without trigonometry.
        close = np.flatnonzero(abs(latitude - point[0]) <= km / 111 + 0.001)
        away = geo.metres(Near(*point, 0), latitude[close], longitude[close])
        circled[close] = away <= km[close] * 1000
        reached[asked] = boxed & circled
        return reached

    def _worded(self, rows: Numbers, posting: Posting) -> Numbers:
        """The rows all of whose words stand in the posting's text."""
        asked = np.flatnonzero(self.worded[rows])
        if not len(asked):
            return rows
        folded = fold(posting.text)
        words = [self.words[row] for row in rows[asked].tolist()]
        missed = [not all(word in folded for word in each) for each in words]
        return np.delete(rows, asked[np.array(missed, np.bool_)])


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
    old = searches.main.matching(posting, openings).tolist()
    young = searches.young.matching(posting, openings).tolist()
    return sorted([id for id in old if id not in searches.changes] + young)


def _values(posting: Posting, opening: Opening) -> Numbers:
    """The numbers of an opening, each turned so that more is better; unknown is least."""

    def least(value: int | None) -> int:
        return _UNKNOWN if value is None else value

    def most(value: int | None) -> int:  # its twin from `least` fails if it is unknown
        return _ALWAYS if value is None else -value

    return np.array(
        [
            least(opening.day),
            most(opening.day),
            least(opening.starts),
            least(opening.ends),
            most(opening.ends),
            least(opening.hourly_low),
            least(opening.pay_low),
            posting.published,
        ],
        np.int64,
    )


def _by_mask(openings: Sequence[Opening]) -> dict[int, list[Opening]]:
    """Openings with the same slot, weekdays and cadence together."""
    groups: dict[int, list[Opening]] = {}
    for opening in openings:
        groups.setdefault(opening_mask(opening), []).append(opening)
    return groups


def _kinds(query: Query) -> tuple[str, ...]:
    """The kind a search can match: none if it requires a flag that does not exist."""
    possible = len(numbers("flags", query.flags)) == len(query.flags)
    return (query.kind,) if possible else ()


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
    flags = np.zeros(padded(rows), np.bool_)
    flags[members] = True
    return pack(flags)


def _bitmaps[K](rows: int, lists: Mapping[K, Numbers]) -> dict[K, Bits]:
    return {key: _bitmap(rows, members) for key, members in lists.items()}


def _region(query: Query) -> tuple[float, ...]:
    near, box = query.near or _NOWHERE, query.box or _EVERYWHERE
    return near.latitude, near.longitude, near.km, box.south, box.west, box.north, box.east


def _limits(queries: Sequence[Query]) -> Numbers:
    """For each query the least `_values` it takes."""
    return np.array([_least_values(query) for query in queries], np.int64).reshape(-1, 8)


def _least_values(query: Query) -> tuple[int, ...]:
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
