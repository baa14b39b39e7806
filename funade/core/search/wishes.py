"""譲れる希望: how far a row meets what would be nice to have."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from funade.core.search import bits, places, vocabulary
from funade.core.search.bits import Bits, Flags, Numbers, Shorts
from funade.core.search.columns import UNKNOWN, Columns
from funade.core.search.filter import Match, any_of
from funade.core.search.query import FACETS, Wish

_PAY: Final = ("hourly", "pay")


def limit(wish: Wish) -> int | None:
    """The number in an ``hourly``, ``pay`` or ``near`` wish; None without (it is unmet then)."""
    return int(wish.value) if wish.value.isascii() and wish.value.isdigit() else None


def rows_meeting(match: Match, wish: Wish) -> Bits:
    """The rows of the match that meet the wish."""
    columns, value = match.part.columns, limit(wish)
    if wish.facet in FACETS:
        return any_of(columns, wish.facet, wish.codes) & match.rows
    if wish.facet in _PAY and value is not None:
        return bits.pack(_pay(columns, wish.facet) >= max(value, UNKNOWN + 1)) & match.rows
    if wish.facet == "near" and value is not None and match.metres is not None:
        close = (match.metres >= 0) & (match.metres <= value * 1000)
        return columns.rows_of(close) & match.rows
    return columns.no_rows()


def met_by(match: Match, wish: Wish, rows: Numbers) -> Flags:
    """The same for a few rows of the match, shape of ``rows``."""
    columns, value = match.part.columns, limit(wish)
    met: Flags = np.zeros(len(rows), np.bool_)
    if wish.facet == "areas":
        place = np.searchsorted(columns.place_starts, rows, side="right") - 1
        for first, end in _spans(wish.codes):
            met |= (place >= first) & (place < end)
    elif wish.facet in FACETS:
        for number in vocabulary.numbers(wish.facet, wish.codes):
            met |= bits.holds(columns.value_rows(number), rows)
    elif wish.facet in _PAY and value is not None:
        met = _pay(columns, wish.facet)[rows] >= value
    elif wish.facet == "near" and value is not None and match.metres is not None:
        metres = match.metres[columns.posting_of[rows]]
        met = (metres >= 0) & (metres <= value * 1000)
    return met


def _pay(columns: Columns, facet: str) -> Shorts:
    return columns.hourly_low if facet == "hourly" else columns.pay_low


def _spans(codes: Sequence[str]) -> list[tuple[int, int]]:
    return [span for code in places.narrowest(codes) for span in places.spans(code)]


class Scores:
    """The score of every matching row as bit slices: slice k holds the bit of value 2^k.

    Adding a weight to all rows of a bitmap takes a few operations on whole bitmaps, and asking
    which rows score best takes one pass from the highest slice down.
    """

    def __init__(self, match: Match, wishes: Sequence[Wish]) -> None:
        """Add up the weights of the wishes each row meets."""
        highest = sum(wish.weight for wish in wishes)
        self.slices = [match.part.columns.no_rows() for _ in range(highest.bit_length())]
        for wish in wishes:
            self._add(rows_meeting(match, wish), wish.weight)

    def _add(self, rows: Bits, weight: int) -> None:
        for power in range(weight.bit_length()):
            carry = rows if weight >> power & 1 else None
            for at in range(power, len(self.slices)):
                if carry is None or not carry.any():
                    break
                old = self.slices[at]
                self.slices[at], carry = old ^ carry, old & carry

    def of(self, rows: Numbers) -> Numbers:
        """The scores of some rows."""
        scores = np.zeros(len(rows), np.int64)
        for power, held in enumerate(self.slices):
            scores += bits.holds(held, rows).astype(np.int64) << power
        return scores

    def best(self, match: Match, postings: int) -> tuple[Bits, Bits]:
        """Rows surely among the best ``postings`` postings, and the tied rows they end in.

        The first bitmap holds fewer than ``postings`` postings, with all rows of the second it
        holds at least as many (or all there are).
        """
        last = match.part.columns.last
        above, tied = match.part.columns.no_rows(), match.rows
        for held in reversed(self.slices):
            better = above | (tied & held)
            if bits.count(bits.runs_hit(better, last)) < postings:
                above, tied = better, tied & ~held
            else:
                tied = tied & held
        return above, tied
