"""What the SQL competitors share: the columns of an opening, and a query as conditions."""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians
from typing import Final, NamedTuple, Protocol

from funade.bench.data import NOW
from funade.core.kernel.text import fold
from funade.core.masters.work import KINDS
from funade.core.search import places
from funade.core.search.document import Moment, Opening, Posting
from funade.core.search.query import FACETS, Near, Query, Wish
from funade.core.search.vocabulary import NUMBERS, numbers

KIND: Final = {code: at for at, code in enumerate(KINDS.codes)}
OWN_SINGLES: Final = ("slots", "cadences")
SHARED_SINGLES: Final = (
    "facility_kinds", "emergency", "overtime_levels", "permitted_duty", "transport", "beds",
)  # fmt: skip
SINGLES: Final = (*OWN_SINGLES, *SHARED_SINGLES)
"""Facets of which an opening has at most one value: one column each."""
SHARED_MULTIS: Final = ("departments", "duties", "flags")
MULTIS: Final = (*SHARED_MULTIS, "weekdays")
"""Facets of which an opening may have several values."""

NONE: Final = -1
"""Stands in the column of a single value that is missing."""
SHIFT: Final = 40
TOP: Final = 1_000
"""``(TOP - score) << SHIFT | opening``: the least of a posting is its best opening."""

NUMBER_COLUMNS: Final = (
    "kind", "posting", "opening", "facility", "place", "published", "closes", "day", "starts",
    "ends", "hourly", "pay", *SINGLES,
)  # fmt: skip


class Conditions(NamedTuple):
    """A query in SQL: what always holds, and the condition of each facet chosen with *or*."""

    base: list[str]
    chosen: dict[str, str]

    def all(self) -> str:
        """All of them."""
        return self.without("")

    def without(self, facet: str) -> str:
        """All but those of one facet."""
        others = [sql for name, sql in self.chosen.items() if name != facet]
        return " AND ".join([*self.base, *others])


class Dialect(Protocol):
    """What each database says in its own way."""

    def any_of(self, facet: str, values: Sequence[int]) -> str:
        """At least one of the values of a facet with several."""

    def all_of(self, facet: str, values: Sequence[int]) -> str:
        """All of the values."""

    def word(self, folded: str) -> str:
        """The posting's text holds the word."""

    def inside(self, south: float, west: float, north: float, east: float) -> str:
        """The opening lies in a box, by index."""


def is_taken(opening: Opening) -> bool:
    """Whether no place is left: such an opening is not stored."""
    return opening.places_left <= 0


def number_columns(posting: Posting, opening: Opening) -> list[int | None]:
    """The values of `NUMBER_COLUMNS`."""
    return [
        KIND[posting.kind],
        posting.id,
        opening.id,
        posting.facility,
        places.ordinal(posting.prefecture, posting.municipality),
        posting.published,
        _closes(posting, opening),
        opening.day,
        opening.starts,
        opening.ends,
        opening.hourly_low,
        opening.pay_low,
        NUMBERS["slots"].get(opening.slot, NONE),
        NUMBERS["cadences"].get(opening.cadence, NONE),
        *shared_singles(posting),
    ]


def shared_singles(posting: Posting) -> list[int]:
    """The values of `SHARED_SINGLES`."""
    codes = (
        posting.facility_kind, posting.emergency, posting.overtime_level, posting.permitted_duty,
        posting.transport, posting.beds,
    )  # fmt: skip
    return [NUMBERS[f].get(c, NONE) for f, c in zip(SHARED_SINGLES, codes, strict=True)]


def several(posting: Posting, facet: str) -> list[int]:
    """The value numbers of a facet of `SHARED_MULTIS`."""
    codes: tuple[str, ...] = getattr(posting, facet)
    return sorted({NUMBERS[facet][code] for code in codes if code in NUMBERS[facet]})


def weekdays(opening: Opening) -> list[int]:
    """The numbers of an opening's weekdays."""
    return sorted({NUMBERS["weekdays"][code] for code in opening.weekdays})


def _closes(posting: Posting, opening: Opening) -> int:
    """The minute from which it is not open any more: `document.is_open` as one number."""
    until = (posting.visible_until + 1) * 1_440
    if opening.day is None:
        return until
    begins = 1_440 if opening.starts is None else min(opening.starts, 1_440)
    return min(until, opening.day * 1_440 + begins)


def conditions(query: Query, dialect: Dialect, now: Moment = NOW) -> Conditions:
    """A query as SQL conditions on the table ``opening``."""
    base = [f"kind = {KIND[query.kind]}", f"closes > {now.day * 1_440 + now.minute}"]
    flags = numbers("flags", query.flags)
    if flags:
        base.append(dialect.all_of("flags", flags))
    base += _ranges(query)
    base += [dialect.word(word) for word in dict.fromkeys(fold(query.text).split())]
    if query.near is not None:
        base += [dialect.inside(*_box(query.near)), f"{metres(query.near)} <= {query.near.km}000"]
    if query.hidden_facilities:
        base.append(f"facility NOT IN ({_list(query.hidden_facilities)})")
    chosen = {
        facet: any_of(facet, query.chosen(facet), dialect)
        for facet in FACETS
        if facet != "flags" and query.chosen(facet)
    }
    return Conditions(base, chosen)


def any_of(facet: str, codes: Sequence[str], dialect: Dialect) -> str:
    """The condition that an opening has one of the codes of a facet."""
    if facet == "areas":
        spans = [span for code in places.narrowest(codes) for span in places.spans(code)]
        ranges = [f"place BETWEEN {first} AND {end - 1}" for first, end in spans]
        return f"({' OR '.join(ranges) or '1 = 0'})"
    known = numbers(facet, codes)
    if not known:
        return "1 = 0"
    if facet in SINGLES:
        return f"{facet} IN ({_list(known)})"
    return dialect.any_of(facet, known)


def score(query: Query, dialect: Dialect) -> str:
    """The summed weights of the wishes an opening meets."""
    parts = [
        f"CASE WHEN {_met(wish, query, dialect)} THEN {wish.weight} ELSE 0 END"
        for wish in query.wishes
    ]
    return " + ".join(parts) or "0"


def _met(wish: Wish, query: Query, dialect: Dialect) -> str:
    if wish.facet == "hourly":
        return f"hourly >= {wish.value}"
    if wish.facet == "near":
        return f"{metres(query.near)} <= {wish.value}000" if query.near else "1 = 0"
    return any_of(wish.facet, wish.codes, dialect)


def _ranges(query: Query) -> list[str]:
    limits: Mapping[str, int | None] = {
        "day >=": query.first_day,
        "day <=": query.last_day,
        "starts >=": query.starts_from,
        "ends <=": query.ends_by,
        "hourly >=": query.hourly_min,
        "pay >=": query.pay_min,
        "published >=": query.published_from,
    }
    return [f"{side} {limit}" for side, limit in limits.items() if limit is not None]


def metres(near: Near) -> str:
    """Whole metres to a point: the haversine formula of `core.search.geo`."""
    lat0, lng0 = repr(radians(near.latitude)), repr(radians(near.longitude))
    north = f"sin((radians(lat) - {lat0}) / 2)"
    east = f"sin((radians(lng) - {lng0}) / 2)"
    half = f"{north} * {north} + {cos(float(lat0))!r} * cos(radians(lat)) * {east} * {east}"
    return f"floor({2 * 6_371_008.8!r} * asin(sqrt({half})) + 0.5)"


def _box(near: Near) -> tuple[float, float, float, float]:
    """South, west, north and east of a box that surely holds the circle."""
    high = near.km / 111 + 0.001
    wide = high / cos(radians(abs(near.latitude) + high)) + 0.001
    lat, lng = near.latitude, near.longitude
    return lat - high, lng - wide, lat + high, lng + wide


def _list(values: Iterable[int]) -> str:
    return ", ".join(map(str, values))
