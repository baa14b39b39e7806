"""Days and years as people write them: 2010/4/20, 平成22年4月20日, H22.4.20, in any width.

Eras are held to their borders: a licence of 平成31年4月30日 exists, one of 平成32年 does not. No
year is guessed: two digits without an era are refused.
"""

import re
from datetime import date
from typing import Final

from funade.core.kernel.calendar import ERAS, format_wareki
from funade.core.kernel.text import to_digits

_SPACES: Final = re.compile(r"\s+")
_WESTERN: Final = re.compile(r"(?:西暦)?(\d{4})[年/.\-](\d{1,2})[月/.\-](\d{1,2})日?")
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ERA: Final = "(" + "|".join(word for _, name, letter in ERAS for word in (name, letter)) + ")"
_JAPANESE: Final = re.compile(_ERA + r"\.?(元|\d{1,2})[年/.\-](\d{1,2})[月/.\-](\d{1,2})日?")
_WESTERN_YEAR: Final = re.compile(r"(?:西暦)?(\d{4})年?(?:度|卒|卒業|\d{1,2}月(?:卒|卒業)?)?")
_JAPANESE_YEAR: Final = re.compile(_ERA + r"(元|\d{1,2})年?(?:度|卒|卒業|\d{1,2}月(?:卒|卒業)?)?")
_EXAMPLE: Final = "「2010/4/20」「平成22年4月20日」「H22.4.20」のように入力してください。"


class WrittenDayError(ValueError):
    """What was written is no day; the message is Japanese and says what to write instead."""


def parse_day(written: str) -> date:
    """The day somebody wrote. Raises WrittenDayError."""
    plain = _plain(written)
    western = _WESTERN.fullmatch(plain) or _PACKED.fullmatch(plain)
    if western:
        return _day(int(western[1]), int(western[2]), int(western[3]))
    japanese = _JAPANESE.fullmatch(plain)
    if not japanese:
        raise WrittenDayError(f"日付を読み取れません。{_EXAMPLE}")
    number = 1 if japanese[2] == "元" else int(japanese[2])
    return _day_of_era(japanese[1], number, int(japanese[3]), int(japanese[4]))


def parse_year(written: str) -> int:
    """The year somebody wrote: 2010, 平成22, H22年卒. Raises WrittenDayError.

    The years in which an era ends belong to both: 平成31 and 令和元 are 2019.
    """
    plain = _plain(written)
    western = _WESTERN_YEAR.fullmatch(plain)
    if western:
        return int(western[1])
    japanese = _JAPANESE_YEAR.fullmatch(plain)
    if not japanese:
        raise WrittenDayError("年を読み取れません。「2010」「平成22年」のように入力してください。")
    first, last, name = _era(japanese[1])
    year = first.year - 1 + (1 if japanese[2] == "元" else int(japanese[2]))
    if not first.year <= year <= last.year:
        raise WrittenDayError(f"{name}にはその年がありません。西暦でも入力できます。")
    return year


def _plain(written: str) -> str:
    return _SPACES.sub("", to_digits(written)).upper()


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise WrittenDayError(f"{year}年{month}月{day}日は暦にありません。") from None


def _day_of_era(era: str, number: int, month: int, day: int) -> date:
    first, last, name = _era(era)
    if number < 1:
        raise WrittenDayError(f"{name}は元年から始まります。")
    found = _day(first.year + number - 1, month, day)
    if found < first:
        raise WrittenDayError(
            f"{name}の最初の日は{format_wareki(first)}です。日付を確かめてください。"
        )
    if found > last:
        raise WrittenDayError(
            f"{name}の最後の日は{format_wareki(last)}です。"
            f"この日は{format_wareki(found)}（{found.year}年）です。"
        )
    return found


def _era(written: str) -> tuple[date, date, str]:
    """First day, last day and name of an era given by name or letter."""
    last = date.max
    for first, name, letter in ERAS:
        if written in (name, letter):
            return first, last, name
        last = date.fromordinal(first.toordinal() - 1)
    raise KeyError(written)
