"""Which rows meet a query.

Each condition becomes a bitmap; the answer is their intersection. Facets are counted without
their own selection, so the bitmaps "all conditions but this facet's" are handed out as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final, NamedTuple

import numpy as np

from funade.core.search import geo, places, text, vocabulary
from funade.core.search.bits import Bits, Flags, Numbers, Shorts, from_ranges
from funade.core.search.columns import UNKNOWN, Columns
from funade.core.search.document import Moment
from funade.core.search.live import Live, Part
from funade.core.search.query import FACETS, Near, Query

MULTI_SELECT: Final = tuple(facet for facet in FACETS if facet != "flags")
"""Facets whose chosen values are joined by *or* and which are counted without them."""


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """The rows of one part that meet a query."""

    part: Part
    live: Live
    rows: Bits
    without: Mapping[str, Bits]
    """For each chosen facet of `MULTI_SELECT`: rows that meet all other conditions."""
    metres: Numbers | None
    """Distance per posting, shape (P,), if the query asks for it; -1 where it is not within."""


def find(part: Part, query: Query, now: Moment) -> Match:
    """The match of one part."""
    columns, live = part.columns, part.live(now)
    rows, metres = _postings_met(columns, query, live.rows)
    for number in _required(query):
        rows = rows & columns.value_rows(number) if number is not None else columns.no_rows()
    rows = _within(rows, columns, query)
    chosen = {
        facet: any_of(columns, facet, query.chosen(facet))
        for facet in MULTI_SELECT
        if query.chosen(facet)
    }
    return Match(part, live, *_combined(rows, chosen), metres)


def find_all(parts: tuple[Part, ...], query: Query, now: Moment) -> list[Match]:
    """The match of each part."""
    return [find(part, query, now) for part in parts]


def any_of(columns: Columns, facet: str, codes: tuple[str, ...]) -> Bits:
    """Rows with at least one of the values. Codes that mean nothing match nothing."""
    if facet == "areas":
        starts = columns.place_starts.tolist()
        spans = [span for code in places.narrowest(codes) for span in places.spans(code)]
        return from_ranges(columns.rows, [(starts[first], starts[end]) for first, end in spans])
    numbers = vocabulary.numbers(facet, codes)
    if not numbers:
        return columns.no_rows()
    return reduce(np.bitwise_or, [columns.value_rows(number) for number in numbers])


def near_postings(columns: Columns, near: Near) -> Numbers:
    """Metres to each posting, shape (P,); -1 where it is beyond ``near.km`` or unknown."""
    found = np.full(columns.postings, -1, np.int64)
    box = geo.around(near)
    points = geo.points_in_zones(box, columns.zones, columns.postings)
    points = points[geo.inside(box, columns.latitudes[points], columns.longitudes[points])]
    distance = geo.metres(near, columns.latitudes[points], columns.longitudes[points])
    within = distance <= near.km * 1000
    found[points[within]] = distance[within]
    return found


def _required(query: Query) -> list[int | None]:
    return [vocabulary.number("flags", code) for code in query.flags]


def _combined(rest: Bits, chosen: Mapping[str, Bits]) -> tuple[Bits, dict[str, Bits]]:
    """The intersection of all, and for each facet the intersection without its bitmap."""
    without = {}
    for facet in chosen:
        others = [bitmap for name, bitmap in chosen.items() if name != facet]
        without[facet] = reduce(np.bitwise_and, others, rest)
    return reduce(np.bitwise_and, chosen.values(), rest), without


def _postings_met(columns: Columns, query: Query, rows: Bits) -> tuple[Bits, Numbers | None]:
    """Conditions that hold for a whole posting: where it lies, who it is, what it says."""
    metres = None
    if query.near is not None:
        metres = near_postings(columns, query.near)
        rows = rows & columns.rows_of(metres >= 0)
    if query.box is not None:
        points = geo.points_in_zones(query.box, columns.zones, columns.postings)
        at = points[geo.inside(query.box, columns.latitudes[points], columns.longitudes[points])]
        rows = rows & columns.rows_of(_flagged(columns, at))
    if query.published_from is not None:
        rows = rows & columns.rows_of(columns.published >= query.published_from)
    if query.hidden_facilities:
        hidden = np.array(query.hidden_facilities, np.int64)
        rows = rows & ~columns.rows_of(np.isin(columns.facilities, hidden))
    for term in text.terms(query.text):
        rows = rows & columns.rows_with(term)
    return rows, metres


def _flagged(columns: Columns, postings: Numbers) -> Flags:
    flags = np.zeros(columns.postings, np.bool_)
    flags[postings] = True
    return flags


class _Range(NamedTuple):
    """A known value between two ends, both inclusive; None leaves an end open."""

    column: Shorts
    low: int | None
    high: int | None


def _ranges(columns: Columns, query: Query) -> list[_Range]:
    asked = [
        _Range(columns.day, query.first_day, query.last_day),
        _Range(columns.starts, query.starts_from, None),
        _Range(columns.ends, None, query.ends_by),
        _Range(columns.hourly_low, query.hourly_min, None),
        _Range(columns.pay_low, query.pay_min, None),
    ]
    return [range for range in asked if (range.low, range.high) != (None, None)]


def _within(rows: Bits, columns: Columns, query: Query) -> Bits:
    """``rows`` narrowed to those whose numbers lie in the asked ranges.

    Only words that still hold a row are compared, unless most do.
    """
    asked = _ranges(columns, query)
    if not asked:
        return rows
    flat = rows.reshape(-1)
    words = np.flatnonzero(flat != 0)
    some: slice | Numbers = words if 4 * len(words) < len(flat) else slice(None)
    met = np.ones((len(flat[some]), 64), np.bool_)
    for column, low, high in asked:
        values = column.reshape(-1, 64)[some]
        met &= values >= max(UNKNOWN + 1, UNKNOWN + 1 if low is None else low)
        if high is not None:
            met &= values <= high
    narrowed = np.zeros_like(flat)
    narrowed[some] = flat[some] & np.packbits(met, bitorder="little").view(np.uint64)
    return narrowed.reshape(rows.shape)
