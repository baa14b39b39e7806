"""Reading and showing the cells that only postings have: pay, cadence, weekdays, mixed words.

Each reader has a writer of the same name (`show_…`), and reading what was written gives the same
value: a template that was exported, edited and imported loses nothing.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from funade.core.kernel.calendar import format_hours
from funade.core.kernel.text import fold_compact, to_digits
from funade.core.kernel.yen import format_yen
from funade.core.listings.draft import PayExtra
from funade.core.listings.values import (
    BadValueError,
    choices_reader,
    read_hours,
    read_yen,
    read_yen_range,
    split_words,
)
from funade.core.masters.choice import Choice, Master
from funade.core.masters.pay import (
    PER_CASE,
    PER_DAY,
    PER_HALF_DAY,
    PER_HOUR,
    PER_MONTH,
    PER_SHIFT,
    PER_YEAR,
    WAGE_BASES,
)
from funade.core.masters.work import CADENCES, WEEKDAYS
from funade.core.terms.wages import PayBand

_SPLIT: Final = re.compile(r"[;；\n]+")
_NOTE: Final = re.compile(r"\s*[（(](?P<note>[^（）()]*)[）)]\s*$")
_HOURS: Final = re.compile(r"(?P<hours>(?:翌々?)?\d{1,2}[:時][^\s~-]*\s*[~-]\s*\S+)\s+(?P<rest>.+)")
_EXTRA: Final = re.compile(
    r"(?P<label>.*?[^\s\d.,:：])[\s:：]*(?P<amount>[\d.,]+(?:万|千)?円?)(?:\s*[/／]\s*(?P<per>.+))?"
)
_PER: Final = {
    "時": PER_HOUR,
    "時間": PER_HOUR,
    "回": PER_SHIFT,
    "1回": PER_SHIFT,
    "日": PER_DAY,
    "半日": PER_HALF_DAY,
    "月": PER_MONTH,
    "年": PER_YEAR,
    "件": PER_CASE,
    "1件": PER_CASE,
}
_BASIS_WORDS: Final = sorted(
    (
        (fold_compact(word), basis.code)
        for basis in WAGE_BASES
        for word in (basis.name, *basis.aliases)
    ),
    key=lambda pair: -len(pair[0]),
)
_NTH: Final = re.compile(r"第?([1-5])(?:[・,、]?第?([1-5]))*週?(?:目)?")
_BAND_HELP: Final = (
    "「時給 1万円」「1回 4万円〜5万円」「9:30-17:00 10,000円/時」の形で、;で区切って"
)


def read_bands(text: str) -> tuple[PayBand, ...]:
    """``9:30-17:00 10,000円/時; 17:00-19:30 12,500円/時``, ``1回 4万円``, ``年俸 1,400万円〜``."""
    return tuple(_band(part.strip()) for part in _SPLIT.split(text) if part.strip())


def _band(text: str) -> PayBand:
    note = _NOTE.search(text)
    rest = to_digits(text[: note.start()] if note else text).strip()
    starts = ends = None
    if timed := _HOURS.fullmatch(rest):
        starts, ends = read_hours(timed["hours"])
        rest = timed["rest"]
    basis, amount = _basis(rest)
    low, high = read_yen_range(amount)
    return PayBand(basis, low, high, starts, ends, note["note"].strip() if note else "")


def _basis(text: str) -> tuple[str, str]:
    """The basis of a stated amount, and the amount without it."""
    amount, slash, per = text.partition("/")
    if slash and per.strip() in _PER:
        return _PER[per.strip()], amount
    folded = fold_compact(text)
    for word, code in _BASIS_WORDS:
        if folded.startswith(word):
            return code, folded[len(word) :]
    raise BadValueError(
        f"給与の単位（時給・日給・1回・年俸など）がありません。{_BAND_HELP}書いてください"
    )


def show_bands(bands: Sequence[PayBand]) -> str:
    """Bands as `read_bands` reads them."""
    return "; ".join(_show_band(band) for band in bands)


def _show_band(band: PayBand) -> str:
    low = "" if band.low is None else format_yen(band.low)
    high = "" if band.high is None else format_yen(band.high)
    amount = low if band.low is not None and low == high else f"{low}〜{high}"
    hours = ""
    if band.starts is not None and band.ends is not None:
        hours = f"{format_hours(band.starts, band.ends)} "
    note = f"（{band.note}）" if band.note else ""
    return f"{hours}{WAGE_BASES.name(band.basis)} {amount}{note}"


def read_extras(text: str) -> tuple[PayExtra, ...]:
    """``救急車 5,000円/1台; 書類 1,000円/1通``."""
    found = []
    for part in filter(None, (part.strip() for part in _SPLIT.split(text))):
        match = _EXTRA.fullmatch(part)
        if match is None:
            raise BadValueError("「救急車 5,000円/1台」の形で、;で区切って書いてください")
        found.append(PayExtra(match["label"], read_yen(match["amount"]), match["per"] or ""))
    return tuple(found)


def show_extras(extras: Sequence[PayExtra]) -> str:
    """Extras as `read_extras` reads them."""
    shown = (f"{e.label} {format_yen(e.amount)}" + (f"/{e.per}" if e.per else "") for e in extras)
    return "; ".join(shown)


def read_cadence(text: str) -> tuple[str, tuple[int, ...]]:
    """A code of CADENCES and the weeks of the month: ``毎週``, ``第2・第4週``."""
    if found := CADENCES.resolve(text):
        return found.code, ()
    plain = to_digits(text).replace(" ", "")
    if _NTH.fullmatch(plain):
        return "nth", tuple(sorted({int(digit) for digit in re.findall(r"\d", plain)}))
    raise BadValueError(
        "周期は「毎週」「隔週」「第2・第4週」「月1回」「不定期・応相談」のどれかです"
    )


def show_cadence(code: str, weeks: Sequence[int]) -> str:
    """A cadence as `read_cadence` reads it; "" for none."""
    if weeks:
        return "・".join(f"第{week}" for week in weeks) + "週"
    return CADENCES.name(code) if code else ""


_read_weekdays = choices_reader(WEEKDAYS)


def read_weekdays(text: str) -> tuple[str, ...]:
    """``火、木``, ``火木``, ``月〜金``, ``月曜日``."""
    plain = to_digits(text).replace(" ", "")
    first, mark, last = plain.partition("~")
    ends = WEEKDAYS.resolve(first), WEEKDAYS.resolve(last)
    if mark and ends[0] and ends[1]:
        begin, end = WEEKDAYS.position(ends[0].code), WEEKDAYS.position(ends[1].code)
        return WEEKDAYS.codes[begin : end + 1]
    if len(plain) > 1 and all(WEEKDAYS.resolve(char) for char in plain):
        return _read_weekdays("、".join(plain))
    return _read_weekdays(text)


def mixed_reader[A: Choice, B: Choice](
    main: Master[A], other: Master[B]
) -> Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]]:
    """A reader of a list that may also hold words of another master (健診 among departments)."""

    def known(word: str) -> object:
        return main.resolve(word) or other.resolve(word)

    def read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ours: dict[str, None] = {}
        theirs: dict[str, None] = {}
        for word in split_words(text, known):
            if found := main.resolve(word):
                ours[found.code] = None
            elif strayed := other.resolve(word):
                theirs[strayed.code] = None
            else:
                raise BadValueError(
                    f"「{word}」は{main.label}の一覧にありません。一覧の言葉に直してください"
                )
        return tuple(ours), tuple(theirs)

    return read
