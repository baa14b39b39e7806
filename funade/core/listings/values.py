"""Reading what people write in a cell: days, clock times, amounts and words of a master.

Full-width digits, 万, 和暦 and 翌 are understood; nothing is guessed. A reader gets the text of a
cell that is not empty and raises `BadValueError`, whose message says what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from funade.core.kernel.calendar import MINUTES_PER_DAY
from funade.core.kernel.text import to_digits
from funade.core.kernel.yen import MAN
from funade.core.masters.choice import Choice, Master


class BadValueError(ValueError):
    """A cell that says nothing we know; the message is Japanese and says what to do."""


_ERAS: Final = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_DAY: Final = re.compile(
    r"(?:(?P<era>令和|平成|昭和|[RHS])?(?P<year>\d{1,4}|元)[年/.\-])(?P<month>\d{1,2})[月/.\-]"
    r"(?P<day>\d{1,2})日?(?:\s*\(.{1,5}\))?(?:[T ]0{1,2}:00(?::00)?)?"
)
_CLOCK: Final = re.compile(
    r"(?P<next>翌々|翌)?[日朝]?\s*(?P<hour>\d{1,2})(?::|時)(?P<minute>\d{1,2})?(?:分|:00)?"
)
_AMOUNT: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万|千)?円?")
_UNITS: Final = {"万": MAN, "千": 1_000, None: 1}
_LIST: Final = re.compile(r"[、,;|\n]+")
_PARTS: Final = re.compile(r"[・/\s]+")
MAX_YEN: Final = 2_147_483_647
"""What a database column for yen holds."""


def _plain(text: str) -> str:
    """Digits and signs in their plain form, thousands without commas."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", to_digits(text)).strip()


def read_day(text: str) -> date:
    """``2026/12/5``, ``2026-12-05``, ``2026年12月5日(土)``, ``令和8年12月5日``, ``R8.12.5``."""
    found = _DAY.fullmatch(_plain(text))
    if found is None:
        raise BadValueError("日付は「2026/12/5」か「令和8年12月5日」の形で書いてください")
    year = 1 if found["year"] == "元" else int(found["year"])
    if found["era"]:
        year += _ERAS[found["era"]]
    elif len(found["year"]) != 4:
        raise BadValueError("年は西暦4桁（2026）か元号（令和8年）で書いてください")
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise BadValueError("暦にない日付です") from None


def read_minute(text: str) -> int:
    """Minutes after midnight of the first day: ``9:30``, ``9時半``, ``翌9:00``, ``33:00``."""
    found = _CLOCK.fullmatch(_plain(text).replace("半", "30"))
    if found is None or int(found["minute"] or 0) > 59 or int(found["hour"]) > 95:
        raise BadValueError("時刻は「9:30」「翌9:00」「33:00」の形で書いてください")
    days = {None: 0, "翌": 1, "翌々": 2}[found["next"]]
    return days * MINUTES_PER_DAY + int(found["hour"]) * 60 + int(found["minute"] or 0)


def read_hours(text: str) -> tuple[int, int]:
    """A span of clock times in minutes: ``17:00〜翌9:00``. It may run backward: see `check`."""
    starts, mark, ends = _split_range(_plain(text))
    if not mark or not starts or not ends:
        raise BadValueError("時間は「17:00〜翌9:00」の形で書いてください")
    return read_minute(starts), read_minute(ends)


def read_yen(text: str) -> int:
    """Whole yen: ``120,000円``, ``12万円``, ``4.5万``, ``１２万5000円``."""
    total, at, plain = 0.0, 0, _plain(text).replace("¥", "").replace(" ", "")
    while at < len(plain) and (found := _AMOUNT.match(plain, at)):
        # Tenths of 万 are whole yen, so the float is exact after rounding.
        total += round(float(found["number"]) * _UNITS[found["unit"]])
        at = found.end()
    if not plain or at < len(plain) or total > MAX_YEN:
        raise BadValueError("金額は「120,000円」か「12万円」の形で書いてください")
    return int(total)


def read_yen_range(text: str) -> tuple[int | None, int | None]:
    """``8〜10万円``, ``1,400万円〜``, ``〜1,850万円``, or one amount, which is both ends."""
    low, mark, high = _split_range(_plain(text))
    if not mark:
        amount = read_yen(low)
        return amount, amount
    if not low and not high:
        raise BadValueError("金額の範囲は「8万円〜10万円」の形で書いてください")
    if low and high and re.fullmatch(r"[\d.]+", low) and "万" in high:
        low += "万"
    return (read_yen(low) if low else None), (read_yen(high) if high else None)


def _split_range(text: str) -> tuple[str, str, str]:
    low, mark, high = text.partition("~")
    if not mark:
        low, mark, high = text.partition("-")
    return low.strip(), mark, high.strip()


def text_reader(most: int) -> Callable[[str], str]:
    """A reader of text as written, up to ``most`` characters."""

    def read(text: str) -> str:
        if len(text) > most:
            raise BadValueError(f"{most}文字までで書いてください")
        return text

    return read


def number_reader(unit: str, most: int) -> Callable[[str], int]:
    """A reader of whole numbers up to ``most`` with their unit: ``3名``, ``60分``, ``168床``."""
    pattern = re.compile(rf"(\d{{1,10}})(?:\.0)?\s*(?:{unit})?")

    def read(text: str) -> int:
        found = pattern.fullmatch(_plain(text))
        if found is None or int(found[1]) > most:
            raise BadValueError(f"0から{most:,}までの整数で書いてください")
        return int(found[1])

    return read


def read_week_minutes(text: str) -> int:
    """Working time of a week in minutes: ``32時間``, ``38.75``, ``38時間45分``."""
    plain = _plain(text).removeprefix("週").replace(" ", "")
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)(?:時間)?(?:(\d{1,2})分)?", plain)
    minutes = round(float(found[1]) * 60) + int(found[2] or 0) if found else -1
    if not 0 <= minutes <= 7 * MINUTES_PER_DAY:
        raise BadValueError("週の時間は「32時間」か「38時間45分」の形で書いてください")
    return minutes


def choice_reader[C: Choice](master: Master[C]) -> Callable[[str], str]:
    """A reader of one word of a master: name, alias or code → code."""

    def read(text: str) -> str:
        found = master.resolve(text) or master.resolve(_plain(text))
        if found is None:
            raise BadValueError(
                f"{master.label}の一覧にありません。{_samples(master)}から選んでください"
            )
        return found.code

    return read


def _samples[C: Choice](master: Master[C]) -> str:
    shown = "・".join(f"「{choice.name}」" for choice in master[:5])
    return shown + ("など" if len(master) > 5 else "")


def split_words(text: str, known: Callable[[str], object]) -> list[str]:
    """The words of a list. A ・, a slash or a space parts words only where the whole is unknown."""
    words: list[str] = []
    for part in _LIST.split(text):
        word = part.strip()
        whole = not word or known(word)
        words.extend([word] if whole else _PARTS.split(word))
    return [word for word in words if word]


def choices_reader[C: Choice](master: Master[C]) -> Callable[[str], tuple[str, ...]]:
    """A reader of several words of a master, each once, in the order written."""
    read_one = choice_reader(master)

    def read(text: str) -> tuple[str, ...]:
        words = split_words(text, master.resolve)
        unknown = [word for word in words if master.resolve(word) is None]
        if unknown:
            raise BadValueError(
                f"「{unknown[0]}」は{master.label}の一覧にありません。{_samples(master)}"
            )
        return tuple(dict.fromkeys(read_one(word) for word in words))

    return read


def read_yes(text: str) -> bool:
    """``はい`` or ``いいえ`` and what people write for them."""
    word = to_digits(text).strip().lower()
    if word in {"はい", "○", "◯", "1", "有", "あり", "する", "伏せる", "yes", "true"}:
        return True
    if word in {"いいえ", "×", "0", "無", "なし", "しない", "公開", "no", "false"}:
        return False
    raise BadValueError("「はい」か「いいえ」で書いてください")
