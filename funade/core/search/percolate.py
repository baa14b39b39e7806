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

_NEVER: Final = np.iinfo(np.int64).min
"""Stands for an unknown value; as a low end it lets everything pass."""

_KNOWN: Final = _NEVER + 1
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
    limits: Mapping[str, Numbers]
    """Per numeric condition, shape (S,): the end a value must reach or must not exceed."""
    circles: Reals
    """Shape (S, 3): latitude, longitude, kilometres; -1 kilometres for none."""
    boxes: Reals
    """Shape (S, 4): south, west, north, east."""
    located: Flags
    """Shape (S,): whether there is a circle or a box."""
    words: Mapping[int, tuple[str, ...]]
    """Per row: the folded words that must stand in the text."""
    hiding: Mapping[int, Numbers]
    """Per facility: the rows that hide it."""

    @classmethod
    def build(cls, searches: Mapping[int, Query]) -> Self:
        """Index searches by id."""
        queries = list(searches.values())
        rows = len(queries)
        chosen = {facet: _lists(q.chosen(facet) for q in queries) for facet in MASTERS}
        circles = [q.near or _NOWHERE for q in queries]
        boxes = [q.box or _EVERYWHERE for q in queries]
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
            circles=np.array([(c.latitude, c.longitude, c.km) for c in circles]).reshape(-1, 3),
            boxes=np.array([(b.south, b.west, b.north, b.east) for b in boxes]).reshape(-1, 4),
            located=np.array([bool(q.near or q.box) for q in queries], np.bool_),
            words={row: text.terms(q.text) for row, q in enumerate(queries) if q.text},
            hiding=_lists(q.hidden_facilities for q in queries),
        )

    def matching(self, posting: Posting, openings: Sequence[Opening]) -> Numbers:
        """The ids of the searches at least one of the openings matches."""
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
        limit = {name: values[rows] for name, values in self.limits.items()}
        met = np.zeros(len(rows), np.bool_)
        for opening in openings:
            day, ends = _value(opening.day), _value(opening.ends)
            met |= (
                (limit["first_day"] <= day)
                & (limit["last_day"] >= day)
                & (limit["starts_from"] <= _value(opening.starts))
                & (limit["ends_known"] <= ends)
                & (limit["ends_by"] >= ends)
                & (limit["hourly_min"] <= _value(opening.hourly_low))
                & (limit["pay_min"] <= _value(opening.pay_low))
            )
        return met & (limit["published_from"] <= posting.published)

    def _reached(self, rows: Numbers, posting: Posting) -> Flags:
        """Whether the posting's point lies in the circle and the box of each row."""
        located = self.located[rows]
        point = build.known_point(posting)
        if point is None:
            return ~located
        reached = ~located
        asked = rows[located]
        latitude, longitude, km = self.circles[asked].T
        unasked = km < 0
        away = geo.metres(Near(*point, 0), *np.where(unasked, 0, (latitude, longitude)))
        south, west, north, east = self.boxes[asked].T
        boxed = (south <= point[0]) & (point[0] < north) & (west <= point[1]) & (point[1] < east)
        reached[located] = boxed & (unasked | (away <= km * 1000))
        return reached

    def _worded(self, rows: Numbers, posting: Posting) -> Numbers:
        """The rows all of whose words stand in the posting's text."""
        if not self.words:
            return rows
        folded = fold(posting.text)
        met = [text.hits_all(folded, self.words.get(row, ())) for row in rows.tolist()]
        return rows[np.array(met, np.bool_)]


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


def _value(value: int | None) -> int:
    return _NEVER if value is None else value


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


def _limits(queries: Sequence[Query]) -> dict[str, Numbers]:
    def ends(name: str, unasked: int) -> Numbers:
        asked = [getattr(query, name) for query in queries]
        return np.array([unasked if end is None else end for end in asked], np.int64)

    low = {
        name: ends(name, _NEVER)
        for name in ("first_day", "starts_from", "hourly_min", "pay_min", "published_from")
    }
    high = {name: ends(name, _ALWAYS) for name in ("last_day", "ends_by")}
    dated = np.where(high["last_day"] < _ALWAYS, _KNOWN, _NEVER)
    return {
        **low,
        **high,
        "first_day": np.maximum(low["first_day"], dated),
        "ends_known": np.where(high["ends_by"] < _ALWAYS, _KNOWN, _NEVER),
    }
