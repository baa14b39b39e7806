"""Japanese days: holidays checked against a second library, eras at their borders, 翌."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from funade.core.kernel.calendar import (
    at_minute,
    format_day,
    format_hours,
    format_minute,
    format_wareki,
    is_holiday,
)


def test_holidays_agree_with_another_source() -> None:
    other = holidays.country_holidays("JP", years=range(2025, 2029))
    day = date(2025, 1, 1)
    while day < date(2029, 1, 1):
        assert is_holiday(day) == (day in other), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(2026, 11, 23), "令和8年11月23日"),
    ],
)
def test_eras_begin_on_their_day(day: date, words: str) -> None:
    assert format_wareki(day) == words


def test_no_era_is_guessed() -> None:
    with pytest.raises(ValueError, match="1900"):
        format_wareki(date(1900, 1, 1))


def test_hours_past_midnight_say_the_next_day() -> None:
    assert format_hours(1_080, 1_950) == "18:00〜翌8:30"
    assert format_minute(0) == "0:00"
    assert format_minute(1_440) == "翌0:00"
    assert format_minute(3_390) == "翌々8:30"


def test_an_instant_is_in_utc_and_runs_past_midnight() -> None:
    assert at_minute(date(2026, 12, 5), 1_950) == datetime(2026, 12, 5, 23, 30, tzinfo=UTC)
    assert at_minute(date(2026, 12, 5), 0) == datetime(2026, 12, 4, 15, 0, tzinfo=UTC)


def test_days_name_their_weekday_and_holidays() -> None:
    assert format_day(date(2026, 12, 5)) == "12/5(土)"
    assert format_day(date(2026, 11, 23), year=True) == "2026/11/23(月・祝)"
