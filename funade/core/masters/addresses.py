"""Japanese addresses, folded so that one place has one key however it is written.

「虹ケ浜三丁目６番１号」, 「虹が浜3-6-1」 and 「虹ヶ浜３丁目６－１ 森ビル２Ｆ」 are one block.
Every kanji numeral becomes digits, also inside names (三田 → 3田): a key is compared, never shown,
and whoever makes the keys of both sides in one way need not know where a name ends.
"""

import re
from typing import Final

from funade.core.kernel.text import fold
from funade.core.masters.areas import PREFECTURES

KEY_LENGTH: Final = 300
"""Longest key the catalog stores."""

_PREFECTURE: Final = re.compile("|".join(re.escape(fold(p.name)) for p in PREFECTURES))
_CODES: Final = {fold(p.name): p.code for p in PREFECTURES}

# Characters that lists use for one another in place names (kernel.text.fold leaves them apart,
# because in a search for people they differ).
_PLACE_VARIANTS: Final = str.maketrans(
    {
        "ガ": "ケ",
        "ッ": "ツ",
        "之": "ノ",
        "乃": "ノ",
        "龍": "竜",
        "鯵": "鰺",
        "檜": "桧",
        "條": "条",
        "曾": "曽",
        "瀧": "滝",
        "淵": "渕",
        "籠": "篭",
        "薮": "藪",
        "舘": "館",
        "槇": "槙",
        "頸": "頚",
        "麴": "麹",
        "鷗": "鴎",
        "祗": "祇",
        "壷": "壺",
        "諌": "諫",
        "礪": "砺",
        "眞": "真",
        "來": "来",
        "冨": "富",
        "峯": "峰",
        "竈": "釜",
        "萬": "万",
        "縣": "県",
        "櫻": "桜",
        "賴": "頼",
        "瀨": "瀬",
        "鹽": "塩",
        "塲": "場",
        "躰": "体",
        "桝": "枡",
        "梼": "檮",
    }
)
_NUMERALS: Final = re.compile("[〇一二三四五六七八九十百千]+")
_DIGITS: Final = {char: at for at, char in enumerate("〇一二三四五六七八九")}
_UNITS: Final = {"十": 10, "百": 100, "千": 1_000}
_SECTION: Final = re.compile("大字|小字|字")
# What stands between the numbers of a block; 一番町, 二号線 and the like are names and stay.
_BETWEEN: Final = re.compile(
    r"(?<=\d)(?:番地ノ?|番(?![町丁組通外館])|号(?![線地棟館])|丁目?|[ノーﾉ](?=\d))"
)
_HYPHENS: Final = re.compile("-{2,}")
_BLOCK: Final = re.compile(r"\d+(?:-\d+)+-?|\d+-|\d+(?= |$)")


def _number(match: re.Match[str]) -> str:
    """``三十二`` → ``32``; ``一二`` (no units) → ``12``."""
    text = match.group()
    if not _UNITS.keys() & set(text):
        return "".join(str(_DIGITS[char]) for char in text)
    total = current = 0
    for char in text:
        if char in _UNITS:
            total += (current or 1) * _UNITS[char]
            current = 0
        else:
            current = _DIGITS[char]
    return str(total + current)


def _fold_place(text: str) -> str:
    """The folding both keys share; spaces are still in, hyphens stand between numbers."""
    text = _NUMERALS.sub(_number, text.translate(_PLACE_VARIANTS))
    return _HYPHENS.sub("-", _BETWEEN.sub("-", _SECTION.sub("", text)))


def split_prefecture(address: str) -> tuple[str, str]:
    """The prefecture's code ("" when none is named) and the rest of the address, folded."""
    folded = fold(address)
    found = _PREFECTURE.match(folded)
    if found is None:
        return "", folded
    return _CODES[found.group()], folded[found.end() :].lstrip()


def place_key(address: str) -> str:
    """An address without its prefecture as the geocoder compares it: no spaces, building kept."""
    return _fold_place(split_prefecture(address)[1]).replace(" ", "")


def town_key(name: str) -> str:
    """A town as it begins an address: ``大字虹が浜三丁目`` → ``虹ケ浜3``.

    Also right for municipalities, whose names stand in front of it. "" only for nothing but 大字.
    """
    return _fold_place(fold(name)).replace(" ", "").rstrip("-")


def address_key(address: str) -> str:
    """What tells two addresses apart within a prefecture: down to the block, without the building.

    Where no block number can be made out the whole address counts.
    """
    text = _fold_place(split_prefecture(address)[1])
    block = _BLOCK.search(text)
    key = text[: block.end()] if block else text
    return key.replace(" ", "").rstrip("-")[:KEY_LENGTH]
