"""Folding Japanese text, so that what a person types finds what another person wrote.

NFKC alone is not enough: it leaves 﨑 apart from 崎 and hiragana apart from katakana.
"""

import re
import unicodedata
from typing import Final

# Variants of one character in names of people and places. NFKC keeps them apart on purpose;
# a search must not. Left: the variant; right: the form the index holds.
_VARIANTS: Final = {
    "髙": "高",
    "﨑": "崎",
    "𠮷": "吉",
    "栁": "柳",
    "濵": "浜",
    "濱": "浜",
    "邉": "辺",
    "邊": "辺",
    "齋": "斎",
    "齊": "斉",
    "澤": "沢",
    "嶋": "島",
    "廣": "広",
    "國": "国",
    "學": "学",
    "醫": "医",
    "會": "会",
    "惠": "恵",
    "德": "徳",
    "ヶ": "ケ",
    "ヵ": "カ",
    "〜": "~",
    "～": "~",
    "－": "-",
    "‐": "-",
    "–": "-",
    "—": "-",
    "−": "-",
}


class _Characters(dict[int, int]):
    """A table for `str.translate` that learns the characters it leaves alone.

    A plain dict answers a miss by an exception, which costs more than the whole folding.
    """

    def __missing__(self, character: int) -> int:
        self[character] = character
        return character


def _table(pairs: dict[str, str]) -> _Characters:
    return _Characters({ord(old): ord(new) for old, new in pairs.items()})


_HIRAGANA: Final = {chr(at): chr(at + 0x60) for at in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_PLAIN: Final = _table(_VARIANTS)
# Katakana first, then variants: ゖ and ヶ both end as ケ.
_FOLDED: Final = _table(
    {old: _VARIANTS.get(new, new) for old, new in {**_VARIANTS, **_HIRAGANA}.items()}
)
_KATAKANA_NAME: Final = re.compile(r"[ァ-ヺー]+(?:[ ・][ァ-ヺー]+)*")


def fold(text: str) -> str:
    """Text as the search index compares it: NFKC, lower case, katakana, one form per variant.

    Runs of white space become one space. Idempotent: ``fold(fold(x)) == fold(x)``.
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def fold_compact(text: str) -> str:
    """`fold` without any white space: for comparing names and addresses."""
    return fold(text).replace(" ", "")


def to_digits(text: str) -> str:
    """Full-width digits and signs to their plain form; nothing else is changed."""
    return unicodedata.normalize("NFKC", text).translate(_PLAIN)


_TO_KATAKANA: Final = _table(_HIRAGANA)


def to_katakana(text: str) -> str:
    """Hiragana and half-width katakana to full-width katakana; runs of white space to one space.

    Nothing else is changed, so that what is no kana can still be told.
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA).split())


def is_katakana(text: str) -> bool:
    """Whether a name consists of full-width katakana, ー, ・ and single spaces only."""
    return bool(_KATAKANA_NAME.fullmatch(text))
