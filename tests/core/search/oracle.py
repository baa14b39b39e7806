"""The engine's second opinion: every question answered by a plain loop over all openings.

Written from the docstrings of `document`, `query` and `result`, sharing no code with the engine.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from funade.core.kernel.text import fold
from funade.core.masters.areas import PREFECTURES, REGIONS, cities, municipalities
from funade.core.search.document import Moment, Opening, Posting, is_open
from funade.core.search.query import FACETS, PAGE_SIZE, Near, Query, Wish
from funade.core.search.result import CalendarDay, Hit, Result
from funade.core.search.vocabulary import MASTERS

type Row = tuple[Posting, Opening]

MOST_PAY = 2**31 - 1

CITY_OF = {ward: city.code for city in cities() for ward in city.wards}
PLACES = {*municipalities().codes, *cities().codes}
REGION_OF = {prefecture.code: prefecture.group for prefecture in PREFECTURES}


def lies_in(posting: Posting) -> set[str]:
    """All places a posting lies in."""
    if posting.prefecture not in PREFECTURES.codes:
        return set()
    found = {posting.prefecture, REGION_OF[posting.prefecture]}
    code = posting.municipality
    if code[:2] == posting.prefecture and code in PLACES:
        found |= {code, CITY_OF.get(code, code)}
    return found


def holds_other(outer: str, inner: str) -> bool:
    """Whether the place ``inner`` lies inside ``outer``, and is not it."""
    if CITY_OF.get(inner) == outer:
        return True
    if len(inner) == 5 and inner in PLACES:
        return outer in (inner[:2], REGION_OF[inner[:2]])
    return len(inner) == 2 and REGION_OF.get(inner) == outer


def values(row: Row, facet: str) -> set[str]:
    """The values a row has in a facet, "unknown" included."""
    posting, opening = row
    match facet:
        case "areas":
            return lies_in(posting)
        case "slots":
            found = {opening.slot}
        case "weekdays":
            found = set(opening.weekdays)
        case "cadences":
            found = {opening.cadence}
        case "facility_kinds":
            found = {posting.facility_kind}
        case "overtime_levels":
            found = {posting.overtime_level}
        case "emergency" | "permitted_duty" | "transport" | "beds":
            found = {getattr(posting, facet)}
        case _:
            found = set(getattr(posting, facet))
    return found & set(MASTERS[facet].codes)


def distance(near: Near, posting: Posting) -> int | None:
    """Whole metres, None if the posting's point is unknown."""
    if posting.latitude is None or posting.longitude is None:
        return None
    lat1, lat2 = math.radians(near.latitude), math.radians(posting.latitude)
    east = math.radians(posting.longitude) - math.radians(near.longitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(east / 2) ** 2
    return math.floor(2 * 6_371_008.8 * math.asin(math.sqrt(min(half, 1))) + 0.5)


def meets_facet(row: Row, query: Query, facet: str) -> bool:
    """Whether a row meets the selection of one facet."""
    chosen = set(query.chosen(facet))
    if not chosen:
        return True
    if facet == "areas":
        chosen = {c for c in chosen if not any(holds_other(c, other) for other in chosen)}
    found = values(row, facet) - {"unknown"}
    return chosen <= found if facet == "flags" else bool(chosen & found)


def at_least(value: int | None, low: int | None) -> bool:
    """Whether a known value reaches a lower end, if one is asked."""
    return low is None or (value is not None and value >= low)


def meets_rest(row: Row, query: Query) -> bool:
    """Whether a row meets everything that is not a facet."""
    posting, opening = row
    asks_day = query.first_day is not None or query.last_day is not None
    day_met = not asks_day or (
        opening.day is not None
        and at_least(opening.day, query.first_day)
        and (query.last_day is None or opening.day <= query.last_day)
    )
    ends_met = query.ends_by is None or (opening.ends is not None and opening.ends <= query.ends_by)
    return (
        posting.kind == query.kind
        and day_met
        and ends_met
        and at_least(opening.starts, query.starts_from)
        and at_least(opening.hourly_low, query.hourly_min)
        and at_least(opening.pay_low, query.pay_min)
        and at_least(posting.published, query.published_from)
        and posting.facility not in query.hidden_facilities
        and all(word in fold(posting.text) for word in fold(query.text).split())
        and meets_place(posting, query)
    )


def meets_place(posting: Posting, query: Query) -> bool:
    """Whether a posting lies in the circle and in the box, as far as asked."""
    near, box = query.near, query.box
    if near is not None:
        metres = distance(near, posting)
        if metres is None or metres > near.km * 1000:
            return False
    if box is None:
        return True
    return in_box(box.south, box.west, box.north, box.east, posting)


def in_box(south: float, west: float, north: float, east: float, posting: Posting) -> bool:
    """Whether the posting's point is known and in the half-open box."""
    if posting.latitude is None or posting.longitude is None:
        return False
    return south <= posting.latitude < north and west <= posting.longitude < east


def all_rows(postings: Iterable[Posting], now: Moment) -> Iterator[Row]:
    """Everything that may be shown."""
    for posting in postings:
        for opening in posting.openings:
            if is_open(posting, opening, now):
                yield posting, opening


def matching(postings: Iterable[Posting], query: Query, now: Moment, *, but: str = "") -> list[Row]:
    """The matching rows; ``but`` names a facet that is not asked."""
    return [
        row
        for row in all_rows(postings, now)
        if meets_rest(row, query) and all(meets_facet(row, query, f) for f in FACETS if f != but)
    ]


def met(row: Row, query: Query, wish: Wish) -> bool:
    """Whether a row fulfils a wish."""
    if wish.facet in FACETS:
        chosen = set(wish.value.split("."))
        if wish.facet == "areas":
            chosen = {c for c in chosen if not any(holds_other(c, other) for other in chosen)}
        return bool(chosen & (values(row, wish.facet) - {"unknown"}))
    if not (wish.value.isascii() and wish.value.isdigit()):
        return False
    if wish.facet == "hourly":
        return at_least(row[1].hourly_low, int(wish.value))
    if wish.facet == "pay":
        return at_least(row[1].pay_low, int(wish.value))
    if wish.facet == "near" and query.near is not None:
        metres = distance(query.near, row[0])
        return metres is not None and metres <= int(wish.value) * 1000
    return False


def hit(row: Row, query: Query) -> Hit:
    """The row as a hit."""
    fulfilled = tuple(at for at, wish in enumerate(query.wishes) if met(row, query, wish))
    score = sum(query.wishes[at].weight for at in fulfilled)
    metres = distance(query.near, row[0]) if query.near is not None else None
    return Hit(row[0].id, row[1].id, score, fulfilled, metres)


def key(row: Row, query: Query) -> tuple[float, ...]:
    """What a row is sorted by, smallest first."""
    posting, opening = row
    late = math.inf
    match query.sort:
        case "new":
            found: tuple[float, ...] = (-posting.published,)
        case "pay":
            wage = opening.pay_low if posting.kind == "fulltime" else opening.hourly_low
            found = (late if wage is None else -wage,)
        case "date":
            found = tuple(late if x is None else x for x in (opening.day, opening.starts))
        case "near" if query.near is not None:
            metres = distance(query.near, posting)
            found = (late if metres is None else metres,)
        case _:
            found = (-hit(row, query).score, -posting.published)
    return (*found, posting.id, opening.id)


def counts(postings: list[Posting], query: Query, now: Moment) -> dict[str, Counter[str]]:
    """Openings per facet value; values without any are left out."""
    found = {}
    for facet in FACETS:
        rows = matching(postings, query, now, but="" if facet == "flags" else facet)
        found[facet] = Counter(value for row in rows for value in values(row, facet))
    focused = {p for code in query.areas for p in PREFECTURES.codes if holds_other(p, code)}
    focused |= set(query.areas)
    found["areas"] = Counter(
        {
            code: number
            for code, number in found["areas"].items()
            if not (len(code) == 5 and code.isdigit()) or code[:2] in focused
        }
    )
    return found


def search(postings: list[Posting], query: Query, now: Moment) -> Result:
    """The whole answer."""
    rows = matching(postings, query, now)
    best: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: key(row, query)):
        best.setdefault(row[0].id, row)
    shown = list(best.values())[(query.page - 1) * PAGE_SIZE : query.page * PAGE_SIZE]
    return Result(
        openings=len(rows),
        postings=len(best),
        hits=tuple(hit(row, query) for row in shown),
        facets=counts(postings, query, now),
    )


def calendar(
    postings: list[Posting], query: Query, first: int, last: int, now: Moment
) -> dict[int, CalendarDay]:
    """Each day that has an opening."""
    days: dict[int, list[Row]] = defaultdict(list)
    for row in matching(postings, query.without("first_day", "last_day"), now):
        if row[1].day is not None and first <= row[1].day <= last:
            days[row[1].day].append(row)
    return {
        day: CalendarDay(
            len(rows),
            len({row[0].id for row in rows}),
            best_pay(rows),
        )
        for day, rows in days.items()
    }


def best_pay(rows: list[Row]) -> int | None:
    """The highest pay named; the engine's columns end at two thousand million yen."""
    pays = [row[1].pay_low for row in rows if row[1].pay_low is not None]
    return min(max(pays), MOST_PAY) if pays else None


def percolate(searches: dict[int, Query], posting: Posting, now: Moment) -> list[int]:
    """The searches that at least one open opening matches."""
    return sorted(id for id, query in searches.items() if matching([posting], query, now))


assert set(REGIONS.codes) == set(REGION_OF.values())
