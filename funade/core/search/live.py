"""What may be shown now: a table of columns, less what is replaced, closed or expired.

The facet counts of everything that may be shown are kept per block. A block all of whose live
rows match is then answered from these counts, so that an empty search counts nothing.
"""

from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from funade.core.search import bits
from funade.core.search.bits import Bits, Numbers
from funade.core.search.columns import Columns
from funade.core.search.document import Moment

_DAY_MINUTES: Final = 24 * 60


class Live(NamedTuple):
    """The rows open at a moment, and per block how many there are, in all and per value."""

    now: Moment | None
    rows: Bits
    row_counts: Numbers
    """Shape (blocks,)."""
    value_counts: NDArray[np.uint16]
    """Shape (blocks, V)."""


class Part:
    """One kind of one segment, with the rows hidden because a later segment replaces them.

    Immutable but for one cell that remembers the latest `Live`.
    """

    def __init__(self, columns: Columns, hidden: Bits, known: Live) -> None:
        """``known`` is any earlier `Live` of the same columns: only blocks that differ from it
        are counted again."""
        self.columns: Final = columns
        self._hidden = hidden
        self._live = known

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """A part with nothing hidden."""
        flags = np.arange(len(columns.posting_of)) < columns.rows
        every = bits.pack(flags)
        known = Live(None, every, _per_block(every), columns.block_counts)
        return cls(columns, columns.no_rows(), known)

    def hiding(self, postings: Numbers) -> "Part":
        """The same part without the postings of these numbers."""
        wanted = np.zeros(self.columns.postings, np.bool_)
        wanted[postings] = True
        hidden = self._hidden | self.columns.rows_of(wanted)
        return Part(self.columns, hidden, self._live._replace(now=None))

    def live(self, now: Moment) -> Live:
        """What may be shown at ``now``. The latest answer is remembered."""
        known = self._live
        if known.now != now:
            known = self._live = self._recounted(now, known)
        return known

    def _recounted(self, now: Moment, known: Live) -> Live:
        open_now = bits.pack(self.columns.closes > now.day * _DAY_MINUTES + now.minute)
        rows = open_now & ~self._hidden
        changed = np.flatnonzero((rows != known.rows).any(axis=1))
        if not len(changed):
            return known._replace(now=now)
        counts = known.value_counts.copy()
        for block in changed.tolist():
            hit = np.bitwise_count(self.columns.facets[block] & rows[block])
            counts[block] = hit.sum(axis=1, dtype=np.uint16)
        return Live(now, rows, _per_block(rows), counts)


def _per_block(rows: Bits) -> Numbers:
    return np.bitwise_count(rows).sum(axis=1, dtype=np.int64)
