"""How many matching openings each facet value has.

Block by block, the cheapest of four ways: a block without a match is skipped; one whose live rows
all match is answered from its known counts; one with few matches has their value bits added up
row by row; only the rest is ANDed and popcounted, value by value.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from funade.core.search import bits, places
from funade.core.search.bits import BLOCK, Bits, Numbers
from funade.core.search.filter import Match
from funade.core.search.query import Query
from funade.core.search.vocabulary import NUMBERS, SPANS, VALUES

DENSE: Final = BLOCK // 3
"""Matches per block from which on ANDing whole bitmaps is cheaper than reading rows (measured)."""

_FEW: Final = 256
"""Rows that are quicker unpacked and summed than added up bit by bit (measured)."""

_FLUSH: Final = 1_000
"""Blocks that fit into one uint16 accumulator: each adds at most 64 to a cell."""


def count(matches: Sequence[Match], query: Query) -> dict[str, dict[str, int]]:
    """Counts by facet and code, all known codes included.

    Every facet is counted without its own selection, but for `flags`. The value "unknown" is
    counted like any other, though it cannot be asked for. For ``areas`` see
    `places.label_counts`.
    """
    totals = sum((count_values(match, match.rows) for match in matches), np.zeros(VALUES, int))
    for facet in matches[0].without if matches else ():
        if facet != "areas":
            first, end = SPANS[facet]
            totals[first:end] = sum(
                count_values(match, match.without[facet], first, end) for match in matches
            )
    plain = totals.tolist()
    counted = {"areas": _count_areas(matches, query)}
    for facet, numbers in NUMBERS.items():
        first, end = SPANS[facet]
        counted[facet] = dict(zip(numbers, plain[first:end], strict=True))
    return counted


def _count_areas(matches: Sequence[Match], query: Query) -> dict[str, int]:
    per_place = np.zeros(len(places.codes()), np.int64)
    for match in matches:
        rows = match.without.get("areas", match.rows)
        per_place += np.diff(_running_count(rows, match.part.columns.place_starts))
    return places.label_counts(per_place, query.areas)


def _running_count(rows: Bits, borders: Numbers) -> Numbers:
    """How many set rows stand before each of ``borders``."""
    flat = rows.reshape(-1)
    before = np.zeros(len(flat) + 1, np.int64)
    np.cumsum(np.bitwise_count(flat), out=before[1:])
    words, rest = borders >> 6, (borders & 63).astype(np.uint64)
    cut = np.append(flat, np.uint64(0))[words] & ((np.uint64(1) << rest) - np.uint64(1))
    counts: Numbers = before[words] + np.bitwise_count(cut)
    return counts


def count_values(match: Match, rows: Bits, first: int = 0, end: int = VALUES) -> Numbers:
    """Rows per value number ``first`` … ``end - 1``; ``rows`` must be live."""
    live, columns = match.live, match.part.columns
    matched = np.bitwise_count(rows).sum(axis=1, dtype=np.int64)
    if matched.sum() < DENSE:
        return _count_sparse(columns.values, rows, first, end)
    full = (matched == live.row_counts) & (matched > 0)
    dense = ~full & (matched >= DENSE)
    few = ~full & ~dense & (matched > 0)
    totals = live.value_counts[full, first:end].sum(axis=0, dtype=np.int64)
    if dense.any():
        totals += _count_dense(columns.facets[:, first:end], rows, np.flatnonzero(dense))
    if few.any():
        totals += _count_sparse(columns.values, np.where(few[:, None], rows, 0), first, end)
    return totals


def _count_dense(facets: NDArray[np.uint64], rows: Bits, blocks: Numbers) -> Numbers:
    """AND and popcount, adding up whole blocks and folding their words only at the end."""
    shape = facets.shape[1:]
    totals = np.zeros(shape[0], np.int64)
    hit, counts = np.empty(shape, np.uint64), np.empty(shape, np.uint8)
    for start in range(0, len(blocks), _FLUSH):
        cells = np.zeros(shape, np.uint16)
        for block in blocks[start : start + _FLUSH].tolist():
            np.bitwise_and(facets[block], rows[block], out=hit)
            np.bitwise_count(hit, out=counts)
            np.add(cells, counts, out=cells)
        totals += cells.sum(axis=1, dtype=np.int64)
    return totals


def _count_sparse(values: NDArray[np.uint64], rows: Bits, first: int, end: int) -> Numbers:
    low, high = first // 64, -(-end // 64)
    picked = np.ascontiguousarray(values.take(bits.rows_in(rows), axis=0)[:, low:high])
    return _count_columns(picked)[first - low * 64 : end - low * 64]


def _count_columns(words: NDArray[np.uint64]) -> Numbers:
    """For each bit position of rows of words, shape (n, k), how many rows have it: shape (k × 64,).

    Full adders in parallel: three rows of weight w become one of weight w and one of weight 2w,
    until so few are left that unpacking them is cheap.
    """
    totals = np.zeros(words.shape[1] * 64, np.int64)
    weight = 1
    while len(words):
        carries = [words[:0]]
        while len(words) >= _FEW:
            third = len(words) // 3
            a, b, c = words[:third], words[third : 2 * third], words[2 * third : 3 * third]
            differ = a ^ b
            carries.append((a & b) | (differ & c))
            words = np.concatenate((differ ^ c, words[3 * third :]))
        loose = np.unpackbits(words.view(np.uint8), axis=1, bitorder="little")
        totals += weight * loose.sum(axis=0, dtype=np.int64)  # the product outgrows 16 bits
        words = np.concatenate(carries)
        weight *= 2
    return totals
