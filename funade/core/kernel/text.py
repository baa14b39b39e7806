"""Folding Japanese text, so that what a person types finds what another person wrote.

NFKC alone is not enough: it leaves 﨑 apart from 崎 and hiragana apart from katakana.
"""

import re
import unicodedata
from typing import Final

import jaconv

# Variants of one character in names of people and places. NFKC keeps them apart on purpose;
# a search must not. Left: the variant; right: the form the index holds.
_VARIANTS: Final = str.maketrans(
    {
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
)
_SPACES: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """Text as the search index compares it: NFKC, lower case, katakana, one form per variant.

    Runs of white space become one space. Idempotent: ``fold(fold(x)) == fold(x)``.
    """
    wide = unicodedata.normalize("NFKC", text).translate(_VARIANTS)
    kana = jaconv.hira2kata(wide.lower()).translate(_VARIANTS)
    return _SPACES.sub(" ", kana).strip()


def fold_compact(text: str) -> str:
    """`fold` without any white space: for comparing names and addresses."""
    return fold(text).replace(" ", "")


def to_digits(text: str) -> str:
    """Full-width digits and signs to their plain form; nothing else is changed."""
    return unicodedata.normalize("NFKC", text).translate(_VARIANTS)
