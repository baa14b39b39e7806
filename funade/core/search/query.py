"""What a physician asks: one value, and one query string.

Search page, saved search, alert and shared link are the same string. Within a facet the chosen
values are joined by *or* (東京 or 神奈川), except `flags`, which all must hold; the facets are
joined by *and*. A condition on something a posting leaves unknown does not match it.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

from funade.core.search.document import Day, Minute

PAGE_SIZE: Final = 20

FACETS: Final = (
    "areas",
    "departments",
    "duties",
    "slots",
    "weekdays",
    "cadences",
    "flags",
    "facility_kinds",
    "emergency",
    "overtime_levels",
    "permitted_duty",
    "transport",
    "beds",
)
"""Names of the conditions that are counted value by value, in the order pages show them."""

JOINED: Final = "."
"""Between the codes of a wish for any of several; no code contains it."""

SORTS: Final = ("recommended", "new", "pay", "date", "near")


@dataclass(frozen=True, slots=True)
class Near:
    """Within ``km`` kilometres (great circle, mean earth radius 6,371.0088 km) of a point."""

    latitude: float
    longitude: float
    km: int


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map; south ≤ latitude < north, west ≤ longitude < east."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Wish:
    """譲れる希望: a facet value that is nice to have, with a weight of 1 to 9.

    ``facet`` is a name in `FACETS` with one code, or several joined by `JOINED` of which any will
    do; or ``"hourly"`` or ``"pay"`` with yen as ``value`` (at least that per hour; per shift or
    year, as in `Query.pay_min`); or ``"near"`` with kilometres (no farther from `Query.near`).
    """

    facet: str
    value: str
    weight: int = 1

    @property
    def codes(self) -> tuple[str, ...]:
        """The values any of which will do."""
        return tuple(self.value.split(JOINED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All conditions of one search. Every default means "no such condition"."""

    kind: str = "spot"
    areas: tuple[str, ...] = ()
    """Place codes of `masters.areas`: municipalities, cities with wards, prefectures, regions.
    A place is left out when one inside it is chosen too: 東京都 + 世田谷区 asks for 世田谷区."""
    near: Near | None = None
    box: Box | None = None
    departments: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    cadences: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    facility_kinds: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    overtime_levels: tuple[str, ...] = ()
    permitted_duty: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    beds: tuple[str, ...] = ()
    first_day: Day | None = None
    last_day: Day | None = None
    """Both ends inclusive; openings without a date do not match."""
    starts_from: Minute | None = None
    ends_by: Minute | None = None
    """Both ends inclusive, in minutes after midnight of the first day (翌9:00 = 1,980)."""
    hourly_min: int | None = None
    """Yen per hour: the lower end of the opening's hourly range must reach it."""
    pay_min: int | None = None
    """Yen per shift, or per year for fulltime: the lower end must reach it."""
    published_from: Day | None = None
    text: str = ""
    """Words separated by spaces, all of which must stand in the posting's text (folded)."""
    hidden_facilities: tuple[int, ...] = ()
    """Facilities this person does not want to see."""
    wishes: tuple[Wish, ...] = ()
    sort: str = "recommended"
    page: int = 1

    def having(self, **values: Any) -> Self:
        """The same query with some conditions replaced. Raises TypeError for an unknown name."""
        return replace(self, **values)

    def without(self, *names: str) -> Self:
        """The same query with the named conditions set back to "no condition"."""
        return self.having(**{f.name: f.default for f in fields(self) if f.name in names})

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The chosen values of a facet. Raises KeyError for a name outside `FACETS`."""
        if facet not in FACETS:
            raise KeyError(facet)
        values: tuple[str, ...] = getattr(self, facet)
        return values
