"""Regions, prefectures, municipalities: complete, current, and each in its place."""

from __future__ import annotations

import pytest

from funade.core.masters.areas import (
    PREFECTURES,
    REGIONS,
    cities,
    find_place,
    municipalities,
    municipalities_of,
    parent_of,
    place_name,
    prefectures_of,
)


def test_eight_regions_hold_the_47_prefectures() -> None:
    held = [it.code for region in REGIONS for it in prefectures_of(region.code)]
    assert sorted(held) == [f"{number:02}" for number in range(1, 48)]


def test_every_municipality_lies_in_its_prefecture() -> None:
    assert len(municipalities()) > 1_880
    assert all(it.group in PREFECTURES.codes and it.code[:2] == it.group for it in municipalities())
    assert sum(len(municipalities_of(code)) for code in PREFECTURES.codes) == len(municipalities())


def test_the_twenty_designated_cities_and_tokyo_hold_their_wards() -> None:
    assert len(cities()) == 21
    wards = {city.name: len(city.wards) for city in cities()}
    assert (wards["横浜市"], wards["浜松市"], wards["東京23区"]) == (18, 3, 23)


@pytest.mark.parametrize(
    ("code", "parents"),
    [
        ("14131", ["14130", "14", "kanto"]),
        ("13104", ["13100", "13", "kanto"]),
        ("01303", ["01", "hokkaido-tohoku"]),
    ],
)
def test_a_place_knows_what_it_lies_in(code: str, parents: list[str]) -> None:
    found = []
    while code := parent_of(code):
        found.append(code)
    assert found == parents


def test_names_of_all_levels() -> None:
    assert place_name("14131", full=True) == "神奈川県川崎市川崎区"
    assert place_name("13100", full=True) == "東京都東京23区"
    assert place_name("kinki", full=True) == "近畿"
    assert municipalities().get("01303").local_name == "当別町"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("世田谷区", "13112"),
        ("東京都府中市", "13206"),
        ("広島県府中市", "34208"),
        ("府中市", None),
        ("横浜市", "14100"),
        ("当別町", "01303"),
        ("100-0005", "13101"),
        ("〒1000005", "13101"),
        ("999-9999", None),
        ("どこか", None),
        ("", None),
    ],
)
def test_places_are_found_by_name_or_postal_code(written: str, code: str | None) -> None:
    assert find_place(written) == code
