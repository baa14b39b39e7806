"""From the sheet to a search: wishes by weight, and hard conditions only when asked for.

A search made of a sheet is an address like any other. It holds conditions and nothing else of the
member: a commute is the middle of a municipality, never a home.
"""

from typing import Final

from funade.core.conditions.lines import Ask, Line
from funade.core.conditions.sheet import Answer, Sheet, Stance
from funade.core.search.query import JOINED, Near, Query, Wish

MUST_WEIGHT: Final = 9
"""Of a line that cannot be given up, where it only ranks: more than any that can (1 to 5)."""

type Point = tuple[float, float]


def to_query(
    sheet: Sheet, kind: str, *, strict: bool = False, middle: Point | None = None
) -> Query:
    """The search for a sheet. ``strict`` makes conditions of the lines that cannot be given up.

    ``middle`` is the point of the commute line's place. A line that wants one of several flags
    stays a wish even if strict: a search asks for flags all together.
    """
    query = Query(kind=kind)
    wishes: list[Wish] = []
    for line, answer in sheet.for_kind(kind):
        if not line.searched:
            continue
        harder = _hardened(query, line, answer, middle) if strict and _is_must(answer) else None
        if harder is not None:
            query = harder
        elif line.ask is not Ask.AROUND:
            wishes.append(_wish(line, answer))
    return query.having(wishes=tuple(wishes))


def place_to_measure_from(sheet: Sheet) -> str | None:
    """The place code of the commute line, whose middle `to_query` and `judge` want."""
    around = next((answer for line, answer in sheet if line.ask is Ask.AROUND), None)
    return around.values[0] if around else None


def _is_must(answer: Answer) -> bool:
    return answer.stance is Stance.MUST


def _wish(line: Line, answer: Answer) -> Wish:
    weight = MUST_WEIGHT if _is_must(answer) else answer.weight
    return Wish(line.facet, JOINED.join(answer.values), weight)


def _hardened(query: Query, line: Line, answer: Answer, middle: Point | None) -> Query | None:
    """The query with the line as a condition; None where it cannot be one."""
    if line.ask is Ask.AROUND:
        return query.having(near=Near(*middle, km=int(answer.values[1]))) if middle else None
    if line.ask is Ask.YEN:
        return query.having(**{f"{line.facet}_min": int(answer.values[0])})
    if line.facet != "flags":
        return query.having(**{line.facet: answer.values})
    if len(answer.values) > 1:
        return None
    return query.having(flags=tuple(dict.fromkeys((*query.flags, *answer.values))))
