"""The mixed words of real pages, sorted into our masters.

Real sites put 内科, 健診 and 訪問診療 into one list. `read_terms` takes such a list apart:
a word that names a department becomes a department, one that names a duty a duty, and what
names neither is handed back untouched.
"""

import re
from dataclasses import dataclass
from typing import Final

from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES

_SEPARATORS: Final = re.compile(r"[、,，・/／;；|｜\n]+|\s{1,}")
_WHOLE: Final = re.compile(r"[、,，/／;；|｜\n]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """Codes found in a mixed list, each once and in the order written; the rest as written."""

    departments: tuple[str, ...]
    duties: tuple[str, ...]
    unknown: tuple[str, ...]


def _pieces(text: str) -> list[str]:
    """Split, but keep together what is a known word with ・ in it (健診・ドック)."""
    found: list[str] = []
    for part in _WHOLE.split(text):
        word = part.strip()
        if DEPARTMENTS.resolve(word) or DUTIES.resolve(word):
            found.append(word)
        else:
            found.extend(piece for piece in _SEPARATORS.split(word) if piece)
    return [word for word in found if word]


def read_terms(text: str) -> Terms:
    """Sort the words of a page's 科目 line into departments, duties and unknown words."""
    departments: dict[str, None] = {}
    duties: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for word in _pieces(text):
        department, duty = DEPARTMENTS.resolve(word), DUTIES.resolve(word)
        if department:
            departments[department.code] = None
        elif duty:
            duties[duty.code] = None
        else:
            unknown[word] = None
    return Terms(tuple(departments), tuple(duties), tuple(unknown))
