"""The index of one kind of posting: immutable arrays, one row per opening.

Rows are sorted by (place, Morton cell of the coordinates, facility, posting, day, start), so that

* a place is a range of rows (``place_starts``), and what lies close together on the map lies in
  few blocks: conditions on places leave whole blocks empty or full;
* the openings of a posting are a run of rows (``first_rows``; ``last`` marks the run's end), and
  what is said per posting (text, coordinates, facility) is stored once.

Only what could ever be shown is in here: openings without places left have no row.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from funade.core.search.bits import Bits, Flags, Numbers, Reals, Shorts, nothing, pack
from funade.core.search.geo import Zones
from funade.core.search.text import TextIndex

UNKNOWN: Final = np.iinfo(np.int32).min
"""Stands for None in the int32 columns; below every known value."""

ORDERS: Final = ("new", "pay", "date")
"""The sorts whose order of rows does not depend on the query."""


TERMS_KEPT: Final = 64
"""Terms whose rows are remembered per table: 125 kB each at a million rows."""


class Recent[T]:
    """The ``size`` answers asked for last, by key."""

    def __init__(self, size: int) -> None:
        """An empty memory."""
        self._size = size
        self._known: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, answer: Callable[[], T]) -> T:
        """The remembered answer, or a new one."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = answer()
        with self._lock:
            self._known[key] = found
            if len(self._known) > self._size:
                self._known.popitem(last=False)
        return found


@dataclass(frozen=True, eq=False)
class Columns:
    """All arrays of one kind. P postings, N rows, ``padded`` = N in whole blocks, V values."""

    kind: str

    # Per posting, shape (P,), in row order.
    posting_ids: Numbers
    by_id: Shorts
    """Posting numbers in the order of their ids."""
    facilities: Numbers
    published: Shorts
    latitudes: Reals
    longitudes: Reals
    """Degrees; NaN where unknown."""
    zone_bounds: Reals
    """Shape (4, zones): `geo.Zones`."""
    first_rows: Numbers
    """Shape (P + 1,): rows of posting p are ``first_rows[p]:first_rows[p + 1]``."""

    # Per row, shape (padded,).
    opening_ids: Numbers
    posting_of: Shorts
    day: Shorts
    starts: Shorts
    ends: Shorts
    hourly_low: Shorts
    pay_low: Shorts
    closes: Shorts
    """The minute (day × 1,440 + minute) from which the opening is no longer open."""
    values: NDArray[np.uint64]
    """Shape (padded, words): the facet values of a row as bits, for counting few rows."""

    # By block.
    last: Bits
    """The last row of each posting."""
    facets: NDArray[np.uint64]
    """Shape (blocks, V, 64): the facet values as bitmaps, for counting many rows."""
    block_counts: NDArray[np.uint16]
    """Shape (blocks, V): rows per value, all rows counted."""

    # By place and by sort.
    place_starts: Numbers
    """Shape (places + 1,): rows at place ordinal k are ``place_starts[k]:place_starts[k + 1]``."""
    orders: Shorts
    """Shape (3, N): the rows in each of `ORDERS`, best first, ties by posting and opening id."""
    ranks: Shorts
    """Shape (3, N): the inverse of ``orders``."""

    text: TextIndex

    @property
    def postings(self) -> int:
        """Number of postings."""
        return len(self.posting_ids)

    @property
    def rows(self) -> int:
        """Number of rows, padding left out."""
        return int(self.orders.shape[1])

    @property
    def blocks(self) -> int:
        """Number of blocks."""
        return len(self.last)

    @cached_property
    def zones(self) -> Zones:
        """The bounds of neighbouring postings."""
        return Zones(*self.zone_bounds)

    def no_rows(self) -> Bits:
        """An empty bitmap of this table's shape."""
        return nothing(self.rows)

    def value_rows(self, number: int) -> Bits:
        """The rows with a facet value (a view: do not write)."""
        bitmap: Bits = self.facets[:, number, :]
        return bitmap

    def rows_of(self, wanted: Flags) -> Bits:
        """The rows of the postings flagged in ``wanted``, shape (P,)."""
        flags = np.zeros(len(self.posting_of), np.bool_)
        numbers = np.flatnonzero(wanted)
        if len(numbers):
            window = slice(self.first_rows[numbers[0]], self.first_rows[numbers[-1] + 1])
            flags[window] = wanted.take(self.posting_of[window])
        return pack(flags)

    @cached_property
    def _terms(self) -> Recent[Bits]:
        return Recent(TERMS_KEPT)

    def rows_with(self, term: str) -> Bits:
        """The rows whose text holds a folded term; remembered for the terms asked last."""
        return self._terms.get(term, lambda: self.rows_of(self.text.holding(term)))

    def find_postings(self, ids: Numbers) -> Numbers:
        """The posting numbers of those ``ids`` that are in here."""
        at = np.searchsorted(self.posting_ids, ids, sorter=self.by_id)
        numbers: Numbers = self.by_id[np.minimum(at, self.postings - 1)].astype(np.int64)
        there: Numbers = numbers[self.posting_ids[numbers] == ids]
        return there
