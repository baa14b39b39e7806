"""Matches summed up by day: the shift calendar."""

from typing import Final

import numpy as np

from funade.core.search import bits
from funade.core.search.bits import Numbers
from funade.core.search.columns import UNKNOWN
from funade.core.search.document import Day, Moment
from funade.core.search.filter import Match, find_all
from funade.core.search.index import Index
from funade.core.search.query import Query
from funade.core.search.result import CalendarDay

LONGEST: Final = 3_700
"""Days a calendar may span: ten years."""


def known_pay(best: int) -> int | None:
    """`columns.UNKNOWN` as None."""
    return None if best == UNKNOWN else best


def calendar(
    index: Index, query: Query, first: Day, last: Day, now: Moment
) -> dict[Day, CalendarDay]:
    """Each day from ``first`` to ``last`` on which something matches, in order.

    The query's own first and last day are not asked. Raises ValueError for more than `LONGEST`
    days.
    """
    if last - first >= LONGEST:
        raise ValueError(f"a calendar of {last - first + 1} days")
    days = max(0, last - first + 1)
    openings, postings = np.zeros(days, np.int64), np.zeros(days, np.int64)
    best = np.full(days, UNKNOWN, np.int64)
    asked = query.without("first_day", "last_day")
    for match in find_all(index.parts(query.kind), asked, now):
        rows, number = _days_of(match, first, days)
        openings += np.bincount(number, minlength=days)
        postings += np.bincount(_once_per_posting(match, rows, number), minlength=days)
        np.maximum.at(best, number, match.part.columns.pay_low[rows])
    columns = (openings.tolist(), postings.tolist(), map(known_pay, best.tolist()))
    return {
        first + number: CalendarDay(*sums)
        for number, sums in enumerate(zip(*columns, strict=True))
        if sums[0]
    }


def _days_of(match: Match, first: Day, days: int) -> tuple[Numbers, Numbers]:
    """The matching rows of the ``days`` days from ``first``, and the number of each row's day."""
    rows = bits.rows_in(match.rows)
    number = match.part.columns.day[rows].astype(np.int64) - first
    some = (number >= 0) & (number < days)
    return rows[some], number[some]


def _once_per_posting(match: Match, rows: Numbers, number: Numbers) -> Numbers:
    """The day of each pair of posting and day: rows of a posting are sorted by day."""
    posting = match.part.columns.posting_of[rows]
    again = (number[1:] == number[:-1]) & (posting[1:] == posting[:-1])
    first: Numbers = number[np.append(True, ~again)[: len(number)]]
    return first
