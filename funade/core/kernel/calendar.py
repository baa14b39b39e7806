"""Days and clock times in Japan: JST, holidays, 和暦, and hours that run past midnight."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import jpholiday

JST: Final = ZoneInfo("Asia/Tokyo")
MINUTES_PER_DAY: Final = 24 * 60
WEEKDAY_NAMES: Final = ("月", "火", "水", "木", "金", "土", "日")

# Each era from its first day. Source: 元号法 (1979) and the cabinet orders of 1989 and 2019.
ERAS: Final = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
)


@cache
def holiday_name(day: date) -> str | None:
    """The name of the national holiday on ``day``, substitutes included, or None."""
    name: str | None = jpholiday.is_holiday_name(day)
    return name


def is_holiday(day: date) -> bool:
    """Whether ``day`` is a national holiday (not merely a Sunday)."""
    return holiday_name(day) is not None


def at_minute(day: date, minute: int) -> datetime:
    """The instant, in UTC, that is ``minute`` minutes after JST midnight of ``day``.

    ``minute`` may exceed 1,440: 翌8:30 is 1,950 minutes.
    """
    midnight = datetime.combine(day, time(), JST)
    return (midnight + timedelta(minutes=minute)).astimezone(UTC)


def format_minute(minute: int) -> str:
    """A clock time: ``570`` → ``"9:30"``, ``1950`` → ``"翌8:30"``, ``3390`` → ``"翌々8:30"``."""
    days, rest = divmod(minute, MINUTES_PER_DAY)
    prefix = ("", "翌", "翌々")[days] if days < 3 else f"{days}日後"
    return f"{prefix}{rest // 60}:{rest % 60:02d}"


def format_hours(start: int, end: int) -> str:
    """``(1080, 1950)`` → ``"18:00〜翌8:30"``."""
    return f"{format_minute(start)}〜{format_minute(end)}"


def format_day(day: date, *, year: bool = False) -> str:
    """``2026-12-05`` → ``"12/5(土)"``, with 祝 beside the weekday of a holiday."""
    weekday = WEEKDAY_NAMES[day.weekday()] + ("・祝" if is_holiday(day) else "")
    head = f"{day.year}/" if year else ""
    return f"{head}{day.month}/{day.day}({weekday})"


def format_wareki(day: date) -> str:
    """``2026-04-01`` → ``"令和8年4月1日"``. Raises ValueError before 大正."""
    for first, name, _letter in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    raise ValueError(f"no era is known for {day}")


def format_instant(instant: datetime) -> str:
    """An instant as a clock in Japan shows it: ``"2026/12/5(土) 18:04"``."""
    local = instant.astimezone(JST)
    return f"{format_day(local.date(), year=True)} {local.hour}:{local.minute:02d}"
