"""Matches summed up by day: the shift calendar."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from funade.core.search import bits
from funade.core.search.bits import Numbers, Shorts
from funade.core.search.columns import UNKNOWN
from funade.core.search.document import Day, Moment
from funade.core.search.filter import find_all
from funade.core.search.index import Index
from funade.core.search.query import Query
from funade.core.search.result import CalendarDay


class Sums(NamedTuple):
    """Openings, postings and best pay by group, for groups 0 … n - 1; each of shape (n,)."""

    openings: Numbers
    postings: Numbers
    best_pay: Numbers
    """`UNKNOWN` where no opening states its pay."""


def summed(group: Numbers, posting_of: Shorts, pay: Shorts, groups: int) -> Sums:
    """Sums of rows by group. Rows of one posting and one group must be neighbours."""
    openings = np.bincount(group, minlength=groups)
    first = np.ones(len(group), np.bool_)
    first[1:] = (group[1:] != group[:-1]) | (posting_of[1:] != posting_of[:-1])
    postings = np.bincount(group[first], minlength=groups)
    best = np.full(groups, UNKNOWN, np.int64)
    np.maximum.at(best, group, pay)
    return Sums(openings, postings, best)


def known_pay(best: int) -> int | None:
    """`UNKNOWN` as None."""
    return None if best == UNKNOWN else best


def calendar(
    index: Index, query: Query, first: Day, last: Day, now: Moment
) -> dict[Day, CalendarDay]:
    """Each day from ``first`` to ``last`` on which something matches, in order.

    The query's own first and last day are not asked.
    """
    asked = query.without("first_day", "last_day")
    days: dict[Day, list[CalendarDay]] = defaultdict(list)
    for match in find_all(index.parts(query.kind), asked, now):
        columns = match.part.columns
        rows = bits.rows_in(match.rows)
        day = columns.day[rows]
        some = (day >= max(first, UNKNOWN + 1)) & (day <= last)
        rows, present = rows[some], np.unique(day[some])
        group = np.searchsorted(present, day[some])
        sums = summed(group, columns.posting_of[rows], columns.pay_low[rows], len(present))
        for number, per_day in enumerate(zip(*map(np.ndarray.tolist, sums), strict=True)):
            days[int(present[number])].append(CalendarDay(*per_day))
    return {day: _one_day(parts) for day, parts in sorted(days.items())}


def _one_day(parts: Sequence[CalendarDay]) -> CalendarDay:
    return CalendarDay(
        sum(part.openings for part in parts),
        sum(part.postings for part in parts),
        known_pay(max(part.best_pay if part.best_pay is not None else UNKNOWN for part in parts)),
    )
