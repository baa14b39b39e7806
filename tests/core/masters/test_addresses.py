import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.masters.addresses import (
    KEY_LENGTH,
    address_key,
    place_key,
    split_prefecture,
    town_key,
)
from funade.core.masters.postal import ward_of_town


@pytest.mark.parametrize(
    "written",
    [
        "山口県光市虹ケ浜三丁目６番１号",
        "光市虹が浜3-6-1",
        "光市大字虹ヶ浜３丁目６－１　森ビル２Ｆ",
        "光市虹ケ浜３ー６ー１",
        "光市虹ケ浜3丁目6番地の1",
    ],
)
def test_one_block_has_one_key(written: str) -> None:
    assert address_key(written) == "光市虹ケ浜3-6-1"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("北海道札幌市中央区南一条西十六丁目291", "札幌市中央区南1条西16-291"),
        ("札幌市中央区南１条西１６丁目２９１番地", "札幌市中央区南1条西16-291"),
        ("仙台市青葉区一番町一丁目2-3", "仙台市青葉区1番町1-2-3"),
        ("三重県四日市市西日野町4015番地", "4日市市西日野町4015"),
        ("広島市中区本通３－１０本通サザンビル３０１号", "広島市中区本通3-10"),
        ("箕面市下止々呂美561", "箕面市下止々呂美561"),
    ],
)
def test_the_block_ends_the_key_and_names_with_numbers_survive(written: str, key: str) -> None:
    assert address_key(written) == key


def test_neighbours_stay_apart() -> None:
    assert address_key("光市虹ケ浜3-6-1") != address_key("光市虹ケ浜3-6-11")


def test_the_prefecture_is_told_and_taken_off() -> None:
    assert split_prefecture("東京都千代田区1") == ("13", "千代田区1")
    assert split_prefecture("千代田区1") == ("", "千代田区1")


def test_a_town_key_begins_the_key_of_its_addresses() -> None:
    assert place_key("富山県富山市大字虹が浜三丁目6番1号 2階").startswith(
        town_key("富山市") + town_key("虹ヶ浜三丁目")
    )


@given(st.text(max_size=400))
def test_any_text_has_a_key_that_fits_its_column(text: str) -> None:
    assert len(address_key(text)) <= KEY_LENGTH


@given(st.integers(1, 9999))
def test_kanji_numerals_read_as_digits(number: int) -> None:
    assert town_key(f"本町{_kanji(number)}丁目") == f"本町{number}"


def _kanji(number: int) -> str:
    digits = "〇一二三四五六七八九"
    text = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, number = divmod(number, power)
        if count:
            text += ("" if count == 1 and unit else digits[count]) + unit
    return text


def test_towns_of_former_wards_have_a_ward_today() -> None:
    assert ward_of_town("静岡県", "浜松市", "高丘東三丁目") == "22138"
    assert ward_of_town("静岡県", "浜松市", "引佐町伊平") == "22139"
    assert ward_of_town("静岡県", "浜松市", "上島一丁目") == ""  # in two wards
