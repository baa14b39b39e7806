"""Days as people write them; the borders of the eras."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.calendar import format_wareki
from funade.core.kernel.text import is_katakana, to_katakana
from funade.core.kernel.written_day import WrittenDayError, parse_day, parse_year

DAYS = st.dates(date(1912, 7, 30), date(2060, 12, 31))
FULL_WIDTH = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")


@given(DAYS)
def test_wareki_is_read_back(day: date) -> None:
    assert parse_day(format_wareki(day)) == day
    assert parse_day(format_wareki(day).translate(FULL_WIDTH)) == day


@given(DAYS, st.sampled_from(["%Y/%m/%d", "%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]))
def test_western_days_are_read_in_any_form_and_width(day: date, form: str) -> None:
    assert parse_day(day.strftime(form)) == day
    assert parse_day(f" {day.strftime(form)}　".translate(FULL_WIDTH)) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("平成22年4月20日", date(2010, 4, 20)),
        ("H22.4.20", date(2010, 4, 20)),
        ("Ｈ２２．４．２０", date(2010, 4, 20)),
        ("h22-4-20", date(2010, 4, 20)),
        ("㍻22年4月20日", date(2010, 4, 20)),
        ("平成 22 年 4 月 20 日", date(2010, 4, 20)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
    ],
)
def test_days_that_are_read(written: str, day: date) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("平成32年4月1日", "平成の最後の日は平成31年4月30日です。この日は令和2年4月1日（2020年）"),
        ("平成31年5月1日", "この日は令和元年5月1日"),
        ("令和元年4月30日", "令和の最初の日は令和元年5月1日です"),
        ("昭和64年1月8日", "この日は平成元年1月8日"),
        ("平成0年1月1日", "元年から"),
        ("平成22年2月29日", "2010年2月29日は暦にありません"),
        ("22/4/20", "日付を読み取れません"),
        ("2010/4", "日付を読み取れません"),
        ("きのう", "日付を読み取れません"),
        ("", "日付を読み取れません"),
    ],
)
def test_days_that_are_none_say_why(written: str, message: str) -> None:
    with pytest.raises(WrittenDayError, match=message):
        parse_day(written)


@given(st.text())
def test_anything_typed_is_a_day_or_a_message(written: str) -> None:
    try:
        assert isinstance(parse_day(written), date)
    except WrittenDayError as error:
        assert str(error)  # noqa: PT017  (either outcome is fine, but nothing else)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2010", 2010),
        ("平成22年", 2010),
        ("Ｈ２２", 2010),
        ("平成22年3月卒", 2010),
        ("令和元", 2019),
    ],
)
def test_years_are_read(written: str, year: int) -> None:
    assert parse_year(written) == year


@pytest.mark.parametrize("written", ["平成32", "10", "さくら"])
def test_years_that_are_none(written: str) -> None:
    with pytest.raises(WrittenDayError):
        parse_year(written)


HIRAGANA = st.text(st.sampled_from("あいうえおかがきぎぱびっゃゅょんゔー"), min_size=1)


@given(HIRAGANA)
def test_hiragana_becomes_katakana_and_stays(written: str) -> None:
    kana = to_katakana(written)
    assert is_katakana(kana)
    assert to_katakana(kana) == kana


@pytest.mark.parametrize(
    ("written", "kana"),
    [
        ("やまだ", "ヤマダ"),
        ("ﾀﾅｶﾞﾜ", "タナガワ"),
        ("ゔぁん　はる", "ヴァン ハル"),
        ("ジョー", "ジョー"),
    ],
)
def test_kana_in_any_form(written: str, kana: str) -> None:
    assert to_katakana(written) == kana


@pytest.mark.parametrize("written", ["山田", "Yamada", "ヤマダ1", "", " ", "・"])
def test_no_kana(written: str) -> None:
    assert not is_katakana(to_katakana(written))
