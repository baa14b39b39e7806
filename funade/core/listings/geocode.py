"""Where an address lies: the longest known town it begins with, else its municipality.

Precision is part of the answer: ``town``, ``municipality`` or ``unknown`` (never a guess dressed
as a point). The gazetteer is built from the catalog's `Town` rows; without any it still reads
the municipality off an address, because names and codes come from `masters.areas`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from funade.core.masters.addresses import place_key, split_prefecture, town_key
from funade.core.masters.areas import cities, municipalities

TOWN: Final = "town"
MUNICIPALITY: Final = "municipality"
UNKNOWN: Final = "unknown"

# 京都: the street comes first (烏丸通二条上る), the town after it.
_KYOTO_STREET: Final = re.compile(r".*?(?:上[ルル]|下[ルル]|東入ル?|西入ル?|東側|西側|角)+")
_OLD_WARD: Final = re.compile(r"[^区]{1,3}区")
_TRAILING_NUMBER: Final = re.compile(r"\d+$")


class Point(NamedTuple):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class TownPoint:
    """One town of a municipality; ``key`` is its `town_key`, "" the municipality's own office."""

    municipality: str
    key: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """The answer: codes of `masters.areas` ("" = not known) and a point with its precision."""

    prefecture: str
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = UNKNOWN


@cache
def _names(prefecture: str) -> dict[str, tuple[str, ...]]:
    """Written names of a prefecture's municipalities → current codes.

    A city with wards stands for all its wards, so that a former or omitted ward is no obstacle
    (浜松市中区 until 2023); a name without its 郡 or island counts where only one bears it.
    """
    found: dict[str, set[str]] = {}
    for municipality in municipalities():
        if municipality.group == prefecture:
            for name in {municipality.name, local_name(municipality.name)}:
                found.setdefault(town_key(name), set()).add(municipality.code)
    for city in cities():
        if city.group == prefecture:
            found.setdefault(town_key(city.name), set()).update(city.wards)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def local_name(name: str) -> str:
    """``石狩郡当別町`` → ``当別町``, ``三宅島三宅村`` → ``三宅村``: without 郡 or island."""
    return re.sub(r"^.{1,4}[郡島](?=.+[町村]$)", "", name)


def municipalities_named(prefecture: str, name: str) -> tuple[str, ...]:
    """The current codes a written municipality may mean: one, the wards of a city, or none."""
    names = _names(prefecture)
    key = town_key(name)
    if key in names:
        return names[key]
    return _names_prefix(prefecture, key)[0]


def _names_prefix(prefecture: str, text: str) -> tuple[tuple[str, ...], str]:
    """The municipality an address begins with, and what follows it."""
    names = _names(prefecture)
    key = _longest_prefix(names, text)
    return (names[key], text[len(key) :]) if key else ((), text)


class Gazetteer:
    """Towns by municipality, for looking up what an address begins with."""

    def __init__(self, towns: Iterable[TownPoint]) -> None:
        """``towns`` in any order; of two with one key in a municipality the last counts."""
        self._towns: dict[str, dict[str, Point]] = {}
        for town in towns:
            own = self._towns.setdefault(town.municipality, {})
            own[town.key] = Point(town.latitude, town.longitude)
        for own in self._towns.values():
            _add_undivided(own)
            own.setdefault("", _middle(list(own.values())))

    def __bool__(self) -> bool:
        """Whether any town is known."""
        return bool(self._towns)

    def locate(self, prefecture: str, address: str) -> Place:
        """Place an address; ``prefecture`` is "" when only the address itself may tell."""
        named, _rest = split_prefecture(address)
        prefecture = named or prefecture
        codes, rest = _names_prefix(prefecture, place_key(address))
        if not codes:
            return Place(prefecture)
        for text in _readings(rest, several=len(codes) > 1):
            if place := self._town(prefecture, codes, text):
                return place
        return self._office(prefecture, codes)

    def _town(self, prefecture: str, codes: tuple[str, ...], text: str) -> Place | None:
        """The longest town ``text`` begins with; None if no ward has one, or several the same."""
        matches = [(code, _longest_prefix(self._towns.get(code, {}), text)) for code in codes]
        longest = max(len(key) for _code, key in matches)
        best = [(code, key) for code, key in matches if len(key) == longest]
        if not longest or len(best) > 1:
            return None
        code, key = best[0]
        return Place(prefecture, code, *self._towns[code][key], TOWN)

    def _office(self, prefecture: str, codes: tuple[str, ...]) -> Place:
        """The municipality as a whole; of a city whose ward is not known, the middle."""
        offices = [self._towns[code][""] for code in codes if code in self._towns]
        municipality = codes[0] if len(codes) == 1 else ""
        if not offices:
            return Place(prefecture, municipality)
        return Place(prefecture, municipality, *_middle(offices), MUNICIPALITY)


def _readings(rest: str, *, several: bool) -> Iterable[str]:
    """What may follow the municipality, the likeliest first."""
    yield rest
    if several and (ward := _OLD_WARD.match(rest)):
        rest = rest[ward.end() :]
        yield rest
    if street := _KYOTO_STREET.match(rest):
        yield rest[street.end() :]


def _longest_prefix(known: Mapping[str, object], text: str) -> str:
    """The longest key ``text`` begins with, or ""; a number is only matched whole."""
    for length in range(min(len(text), _MAX_KEY), 0, -1):
        key = text[:length]
        if key in known and not (key[-1].isdigit() and text[length : length + 1].isdigit()):
            return key
    return ""


_MAX_KEY: Final = 40


def _add_undivided(towns: dict[str, Point]) -> None:
    """Add 中央 in the middle of 中央1, 中央2, … for addresses that leave the 丁目 out."""
    parts = [(base, key) for key in towns if (base := _TRAILING_NUMBER.sub("", key)) != key]
    for base, group in groupby(sorted(parts), key=lambda part: part[0]):
        if base and base not in towns:
            towns[base] = _middle([towns[key] for _base, key in group])


def _middle(points: list[Point]) -> Point:
    """The mean of points that lie close together."""
    return Point(
        round(sum(map(attrgetter("latitude"), points)) / len(points), 6),
        round(sum(map(attrgetter("longitude"), points)) / len(points), 6),
    )
