"""What people write in a cell, and what is not guessed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.calendar import format_minute, format_wareki
from funade.core.kernel.yen import format_man, format_yen
from funade.core.listings.draft import PayExtra
from funade.core.listings.posting_values import (
    read_bands,
    read_cadence,
    read_extras,
    read_weekdays,
    show_bands,
    show_cadence,
    show_extras,
)
from funade.core.listings.values import (
    BadValueError,
    number_reader,
    read_day,
    read_hours,
    read_minute,
    read_week_minutes,
    read_yen,
    read_yen_range,
    read_yes,
)
from funade.core.masters.pay import WAGE_BASES
from funade.core.terms.wages import PayBand


@pytest.mark.parametrize(
    "written",
    [
        "2026/12/5",
        "2026-12-05",
        "２０２６．１２．５",
        "2026年12月5日",
        "2026.12.05 (土)",
        "令和8年12月5日",
        "R8.12.5",
        "2026-12-05T00:00:00",
    ],
)
def test_days(written: str) -> None:
    assert read_day(written) == date(2026, 12, 5)


@pytest.mark.parametrize("written", ["12/5", "8/12/5", "2026/13/5", "2026/2/30", "来週", "", "5"])
def test_days_that_are_not_guessed(written: str) -> None:
    with pytest.raises(BadValueError):
        read_day(written)


@given(st.dates(date(1927, 1, 1), date(2100, 1, 1)))
def test_every_day_reads_back(day: date) -> None:
    assert read_day(day.isoformat()) == read_day(format_wareki(day)) == day


@pytest.mark.parametrize(
    ("written", "minute"),
    [
        ("9:30", 570),
        ("９時３０分", 570),
        ("9時半", 570),
        ("9時", 540),
        ("翌9:00", 1980),
        ("翌朝7時", 1860),
        ("33:00", 1980),
        ("17:30:00", 1050),
        ("翌々8:30", 3390),
    ],
)
def test_clock_times(written: str, minute: int) -> None:
    assert read_minute(written) == minute


@given(st.integers(0, 4319))
def test_every_clock_time_reads_back(minute: int) -> None:
    assert read_minute(format_minute(minute)) == minute


@pytest.mark.parametrize(
    "written", ["17:00〜翌9:00", "17:00-33:00", "１７：００～翌９：００", "17時－翌9時"]
)
def test_hours(written: str) -> None:
    assert read_hours(written) == (1020, 1980)


@pytest.mark.parametrize("written", ["17:00", "〜9:00", "夜", "9:75〜10:00", "99:00〜100:00"])
def test_hours_that_are_not_guessed(written: str) -> None:
    with pytest.raises(BadValueError):
        read_hours(written)


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("120,000円", 120_000),
        ("１２万円", 120_000),
        ("4.5万", 45_000),
        ("12万5000円", 125_000),
        ("5千円", 5_000),
        ("¥40,000", 40_000),
        ("0", 0),
    ],
)
def test_yen(written: str, yen: int) -> None:
    assert read_yen(written) == yen


@given(st.integers(0, 2_000_000_000))
def test_every_amount_reads_back(amount: int) -> None:
    assert read_yen(format_yen(amount)) == read_yen(format_man(amount)) == amount


@pytest.mark.parametrize("written", ["応相談", "", "1億円", "9" * 40, "-5000", "万"])
def test_yen_that_is_not_guessed(written: str) -> None:
    with pytest.raises(BadValueError):
        read_yen(written)


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("8〜10万円", (80_000, 100_000)),
        ("8万円〜10万円", (80_000, 100_000)),
        ("1,400万円〜", (14_000_000, None)),
        ("〜1,850万円", (None, 18_500_000)),
        ("5万", (50_000, 50_000)),
    ],
)
def test_yen_ranges(written: str, ends: tuple[int | None, int | None]) -> None:
    assert read_yen_range(written) == ends


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (number_reader("名", 999), "３名", 3),
        (read_week_minutes, "週32時間", 1920),
        (read_week_minutes, "38.75", 2325),
        (read_week_minutes, "38時間45分", 2325),
        (read_yes, "○", True),
        (read_yes, "いいえ", False),
        (read_weekdays, "火木", ("tue", "thu")),
        (read_weekdays, "月〜金", ("mon", "tue", "wed", "thu", "fri")),
        (read_weekdays, "土曜日、祝日", ("sat", "hol")),
        (read_cadence, "隔週", ("biweekly", ())),
        (read_cadence, "第2・第4週", ("nth", (2, 4))),
        (read_cadence, "第２、４", ("nth", (2, 4))),
    ],
)
def test_other_cells(read: Callable[[str], Any], written: str, value: object) -> None:
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (number_reader("名", 999), "1000"),
        (number_reader("名", 999), "多数"),
        (read_week_minutes, "200時間"),
        (read_yes, "たぶん"),
        (read_weekdays, "平日"),
        (read_cadence, "第6週"),
        (read_extras, "救急車"),
        (read_bands, "4万円"),
        (read_bands, "時給"),
    ],
)
def test_other_cells_that_are_not_guessed(read: Callable[[str], Any], written: str) -> None:
    with pytest.raises(BadValueError):
        read(written)


@pytest.mark.parametrize(
    ("written", "bands"),
    [
        (
            "9:30-17:00 10,000円/時; 17:00-19:30 12,500円/時",
            (
                PayBand("hour", 10_000, 10_000, 570, 1020),
                PayBand("hour", 12_500, 12_500, 1020, 1170),
            ),
        ),
        ("時給１万円", (PayBand("hour", 10_000, 10_000),)),
        ("1回 40,000円〜50,000円（税込）", (PayBand("shift", 40_000, 50_000, note="税込"),)),
        ("年俸1,400万円〜", (PayBand("year", 14_000_000, None),)),
        ("半日 5万円", (PayBand("half-day", 50_000, 50_000),)),
        ("4.5万円/回", (PayBand("shift", 45_000, 45_000),)),
    ],
)
def test_pay(written: str, bands: tuple[PayBand, ...]) -> None:
    assert read_bands(written) == bands


notes = st.text(st.sampled_from("税込別5年目A・〜 ー"), max_size=8).map(str.strip)
yen = st.integers(0, 99_999_999)
ends = st.one_of(st.tuples(yen, yen), st.tuples(yen, st.none()), st.tuples(st.none(), yen))
hours = st.one_of(st.just((None, None)), st.tuples(st.integers(0, 1439), st.integers(0, 4319)))
bands = st.builds(
    lambda basis, amount, span, note: PayBand(basis, amount[0], amount[1], span[0], span[1], note),
    st.sampled_from(WAGE_BASES.codes),
    ends,
    hours,
    notes,
)
labels = st.sampled_from(["救急車", "書類（1通ごと）", "新患 紹介"])
extras = st.builds(PayExtra, labels, yen, st.sampled_from(["", "1台", "10件 以上"]))


@given(st.lists(bands, max_size=3).map(tuple))
def test_pay_reads_back(value: tuple[PayBand, ...]) -> None:
    assert read_bands(show_bands(value)) == value


@given(st.lists(extras, max_size=3).map(tuple))
def test_extras_read_back(value: tuple[PayExtra, ...]) -> None:
    assert read_extras(show_extras(value)) == value


@given(st.sets(st.integers(1, 5), min_size=1).map(lambda weeks: tuple(sorted(weeks))))
def test_weeks_read_back(weeks: tuple[int, ...]) -> None:
    assert read_cadence(show_cadence("nth", weeks)) == ("nth", weeks)
