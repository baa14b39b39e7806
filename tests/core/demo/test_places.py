"""Places: the right prefecture, on land, near their municipality."""

from math import cos, hypot, radians

from funade.core.demo.density import PHYSICIANS_PER_100_000
from funade.core.demo.places import Place, places
from funade.core.demo.towns import towns_of
from funade.core.masters.areas import PREFECTURES, municipalities
from tests.core.demo.sample import facilities

# Seats of the prefectures, rounded; no municipality of a mainland prefecture lies 200 km away.
CAPITALS = {
    "13": (35.69, 139.69),
    "27": (34.69, 135.52),
    "34": (34.40, 132.46),
    "07": (37.75, 140.47),
}
KNOWN = {
    "13206": (35.67, 139.48),  # 府中市 in 東京
    "07213": (37.82, 140.56),  # 伊達市 in 福島
    "01233": (42.47, 140.86),  # 伊達市 in 北海道
    "14104": (35.44, 139.64),  # 横浜市中区
    "13115": (35.70, 139.64),  # 杉並区
}
BY_CODE = {place.code: place for place in places()}


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * cos(radians(one[0]))
    return hypot(north, east)


def _middle(place: Place) -> tuple[float, float]:
    return place.latitude, place.longitude


def test_ambiguous_names_stand_in_their_own_prefecture() -> None:
    for code, spot in KNOWN.items():
        assert _km(_middle(BY_CODE[code]), spot) < 6, code


def test_places_are_known_and_in_japan() -> None:
    for place in places():
        assert municipalities().get(place.code)
        assert place.prefecture == place.code[:2]
        assert 24 <= place.latitude <= 45.6
        assert 122.9 <= place.longitude <= 145.9
        assert place.population > 0


def test_places_of_a_prefecture_lie_together() -> None:
    for prefecture, capital in CAPITALS.items():
        for place in places():
            if place.prefecture == prefecture and not place.code.startswith("133"):
                assert _km(_middle(place), capital) < 140, place


def test_facilities_stand_near_their_municipality() -> None:
    for demo in facilities():
        facility = demo.facility
        place = BY_CODE[facility.municipality]
        assert facility.latitude is not None
        assert facility.longitude is not None
        assert (
            _km((facility.latitude, facility.longitude), _middle(place)) <= place.radius_km + 0.01
        )
        assert place.radius_km <= 3


def test_addresses_are_real_towns() -> None:
    for demo in facilities():
        facility = demo.facility
        if facility.precision == "town":
            towns = {town.postal_code: town for town in towns_of(facility.municipality)}
            assert facility.postal_code in towns
            assert len(facility.postal_code) == 7


def test_density_of_every_prefecture() -> None:
    assert set(PHYSICIANS_PER_100_000) == set(PREFECTURES.codes)
    assert max(PHYSICIANS_PER_100_000.values()) == PHYSICIANS_PER_100_000["36"]
