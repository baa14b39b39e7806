"""The panel of conditions: every choice with the number of openings it would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from funade.core.masters.areas import (
    PREFECTURES,
    REGIONS,
    cities,
    municipalities_of,
    parent_of,
    prefectures_of,
)
from funade.core.masters.facility import UNKNOWN
from funade.core.search.query import Query
from funade.core.search.url import PARAM_OF_FACET
from funade.core.search.vocabulary import MASTERS

_BY_KIND: Final = {
    "spot": frozenset({"cadences"}),
    "regular": frozenset[str](),
    "fulltime": frozenset({"cadences", "weekdays"}),
}
"""Facets that say nothing about a kind of work and are left out of its panel."""

_INLINE: Final = frozenset({"weekdays"})


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick. ``count`` is what would be found with it, other facets unchanged."""

    code: str
    name: str
    count: int
    checked: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options under a heading; "" for none."""

    heading: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """One facet of the panel. ``inline`` options stand side by side."""

    param: str
    label: str
    groups: tuple[OptionGroup, ...]
    chosen: int
    inline: bool


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place to tick, with the places inside it when it or one of them is chosen."""

    code: str
    name: str
    count: int
    checked: bool
    inside: tuple["PlaceOption", ...] = ()

    @property
    def opened(self) -> bool:
        """Whether a reader must see inside: something there is ticked."""
        return any(place.checked or place.opened for place in self.inside)


def facet_panels(query: Query, counts: Mapping[str, Mapping[str, int]]) -> list[FacetPanel]:
    """The facets that make sense for the kind of work asked for."""
    left_out = _BY_KIND.get(query.kind, frozenset())
    return [
        _facet(facet, query, counts.get(facet, {})) for facet in MASTERS if facet not in left_out
    ]


def _facet(facet: str, query: Query, counts: Mapping[str, int]) -> FacetPanel:
    master, chosen = MASTERS[facet], query.chosen(facet)
    groups = tuple(
        OptionGroup(
            group,
            tuple(
                Option(c.code, c.name, counts.get(c.code, 0), c.code in chosen, c.note)
                for c in choices
                if c.code != UNKNOWN
            ),
        )
        for group, choices in master.groups()
    )
    return FacetPanel(PARAM_OF_FACET[facet], master.label, groups, len(chosen), facet in _INLINE)


def area_panel(query: Query, counts: Mapping[str, int]) -> list[PlaceOption]:
    """Regions → prefectures → cities and municipalities; the last only where one is chosen."""
    chosen = frozenset(query.areas)
    opened = frozenset(_prefecture_of(code) for code in chosen)
    return [
        PlaceOption(
            region.code,
            region.name,
            counts.get(region.code, 0),
            region.code in chosen,
            tuple(
                _prefecture(prefecture.code, chosen, opened, counts)
                for prefecture in prefectures_of(region.code)
            ),
        )
        for region in REGIONS
    ]


def _prefecture_of(code: str) -> str:
    """The prefecture a place lies in; "" for a region."""
    while code and PREFECTURES.get(code) is None:
        code = parent_of(code)
    return code


def _prefecture(
    code: str, chosen: frozenset[str], opened: frozenset[str], counts: Mapping[str, int]
) -> PlaceOption:
    inside = _municipalities(code, chosen, counts) if code in opened else ()
    return PlaceOption(
        code, PREFECTURES.name(code), counts.get(code, 0), code in chosen, tuple(inside)
    )


def _municipalities(
    prefecture: str, chosen: frozenset[str], counts: Mapping[str, int]
) -> list[PlaceOption]:
    """Places with something to find or ticked; a city with wards stands before them."""
    whole = {city.code: city for city in cities() if city.group == prefecture}
    found: list[PlaceOption] = []
    for place in municipalities_of(prefecture):
        city = whole.pop(place.city, None)
        if city is not None:
            name = city.name if city.name.endswith("区") else f"{city.name}（全区）"
            count = counts.get(city.code, 0)
            found.append(PlaceOption(city.code, name, count, city.code in chosen))
        count = counts.get(place.code, 0)
        found.append(PlaceOption(place.code, place.local_name, count, place.code in chosen))
    return [place for place in found if place.count or place.checked]
