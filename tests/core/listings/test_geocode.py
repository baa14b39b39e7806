import pytest

from funade.core.listings.geocode import (
    Gazetteer,
    Place,
    TownPoint,
    local_name,
    municipalities_named,
)

TOWNS = Gazetteer(
    [
        TownPoint("35210", "虹ケ浜1", 33.96, 131.94),
        TownPoint("35210", "虹ケ浜3", 33.98, 131.96),
        TownPoint("35210", "虹ケ浜", 33.90, 131.90),
        TownPoint("01101", "南1条西1", 43.05, 141.36),
        TownPoint("01101", "南1条西16", 43.06, 141.33),
        TownPoint("22138", "高丘東3", 34.76, 137.71),
        TownPoint("22138", "本町", 34.70, 137.70),
        TownPoint("22139", "本町", 34.80, 137.80),
        TownPoint("26104", "玄武町", 35.02, 135.76),
        TownPoint("13103", "芝5", 35.65, 139.75),
        TownPoint("13103", "芝1", 35.65, 139.77),
    ]
)


@pytest.mark.parametrize(
    ("prefecture", "address", "municipality", "latitude"),
    [
        ("35", "光市虹が浜三丁目６番１号", "35210", 33.98),
        ("35", "山口県光市虹ヶ浜2-1", "35210", 33.90),
        ("01", "札幌市中央区南１条西１６丁目２９１番地", "01101", 43.06),
        ("22", "浜松市中区高丘東３－１", "22138", 34.76),
        ("22", "浜松市高丘東3丁目", "22138", 34.76),
        ("26", "京都市中京区烏丸通二条上る玄武町1", "26104", 35.02),
        ("", "東京都港区芝5-1", "13103", 35.65),
    ],
)
def test_the_longest_town_places_an_address(
    prefecture: str, address: str, municipality: str, latitude: float
) -> None:
    place = TOWNS.locate(prefecture, address)
    assert (place.municipality, place.latitude, place.precision) == (municipality, latitude, "town")


def test_a_number_is_matched_whole() -> None:
    assert TOWNS.locate("01", "札幌市中央区南1条西1丁目2").latitude == 43.05
    assert TOWNS.locate("01", "札幌市中央区南1条西12丁目").latitude == 43.055  # the middle


def test_a_town_without_its_section_lies_in_the_middle_of_its_sections() -> None:
    assert TOWNS.locate("13", "港区芝 森ビル") == Place("13", "13103", 35.65, 139.76, "town")


def test_a_town_in_two_wards_does_not_choose_one() -> None:
    place = TOWNS.locate("22", "浜松市本町1")
    assert (place.municipality, place.precision) == ("", "municipality")


def test_what_is_not_known_is_said() -> None:
    assert TOWNS.locate("13", "どこでもない町1-1") == Place("13")
    assert TOWNS.locate("", "") == Place("")


def test_without_towns_the_municipality_is_still_read() -> None:
    assert Gazetteer([]).locate("35", "光市虹ケ浜3") == Place("35", "35210")
    assert not Gazetteer([])


def test_names_without_district_or_island() -> None:
    assert local_name("石狩郡当別町") == "当別町"
    assert local_name("三宅島三宅村") == "三宅村"
    assert local_name("郡山市") == "郡山市"
    assert municipalities_named("01", "当別町") == ("01303",)
    assert municipalities_named("13", "なにか") == ()
