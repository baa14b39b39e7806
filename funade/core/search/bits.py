"""Bitmaps over rows: packed uint64 words in blocks of 4,096 rows.

Every bitmap of one table has the shape ``(blocks, 64)``: row ``r`` is bit ``r % 64`` of word
``r // 64``. A table is padded to whole blocks; padding rows are never set in a match.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

type Bits = NDArray[np.uint64]
type Flags = NDArray[np.bool_]
type Numbers = NDArray[np.int64]
type Shorts = NDArray[np.int32]
type Reals = NDArray[np.float64]

WORDS: Final = 64
BLOCK: Final = WORDS * 64
_ONE: Final = np.uint64(1)


def padded(rows: int) -> int:
    """Rows rounded up to whole blocks."""
    return -(-rows // BLOCK) * BLOCK


def nothing(rows: int) -> Bits:
    """An empty bitmap for a table of ``rows`` rows."""
    return np.zeros((padded(rows) // BLOCK, WORDS), np.uint64)


def pack(flags: Flags) -> Bits:
    """Booleans, one per padded row, to a bitmap."""
    return np.packbits(flags, bitorder="little").view(np.uint64).reshape(-1, WORDS)


def from_ranges(rows: int, ranges: Iterable[tuple[int, int]]) -> Bits:
    """The rows inside any of the half-open ``(start, end)`` ranges."""
    flags = np.zeros(padded(rows), np.bool_)
    for start, end in ranges:
        flags[start:end] = True
    return pack(flags)


def count(bits: Bits) -> int:
    """How many rows are set."""
    return int(np.bitwise_count(bits).sum())


def rows_in(bits: Bits) -> Numbers:
    """The numbers of the set rows, ascending. Reads only the words that hold any."""
    flat = bits.reshape(-1)
    words = np.flatnonzero(flat != 0)  # finding True is quicker than finding numbers
    unpacked = np.unpackbits(flat[words].view(np.uint8), bitorder="little")
    set_at = np.flatnonzero(unpacked.view(np.bool_))
    rows: Numbers = (words[set_at >> 6] << 6) | (set_at & 63)
    return rows


def holds(bits: Bits, rows: Numbers | Shorts) -> Flags:
    """Whether each of ``rows`` is set."""
    words = bits.reshape(-1)[rows >> 6]
    found: Flags = ((words >> (rows & 63).astype(np.uint64)) & _ONE).astype(np.bool_)
    return found


def runs_hit(match: Bits, last: Bits) -> Bits:
    """Of each run of rows with any row in ``match``, the last row.

    ``last`` marks the final row of every run, so that runs tile the table. The trick: within a
    run, ``match`` plus all ones below the last row carries into the last row exactly when any
    bit below is set, and that carry stops there. Carries between words are added until none is
    left, which takes more than one pass only for runs that fill whole words.
    """
    below = (match & ~last).reshape(-1)
    ones = ~last.reshape(-1)
    total = below + ones
    carry = total < ones
    while carry[:-1].any():
        step = np.zeros_like(total)
        step[1:] = carry[:-1]
        total += step
        carry = total < step
    return (total.reshape(match.shape) | match) & last
