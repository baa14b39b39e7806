"""Which bit stands for which facet value.

The values of all facets but ``areas`` are numbered through, in the order of the masters. Places
have no bits: rows are sorted by place, so that a place is a range of rows (see `places`).
A code outside the masters has no number: it is neither counted nor found.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from funade.core.masters.choice import Master
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import (
    BED_BANDS,
    EMERGENCY_LEVELS,
    FACILITY_KINDS,
    OVERTIME_LEVELS,
    PERMITTED_DUTY,
    UNKNOWN,
)
from funade.core.masters.flags import FLAGS
from funade.core.masters.pay import TRANSPORT
from funade.core.masters.work import CADENCES, SLOTS, WEEKDAYS
from funade.core.search.document import Opening, Posting

MASTERS: Final[Mapping[str, Master[Any]]] = {
    "departments": DEPARTMENTS,
    "duties": DUTIES,
    "slots": SLOTS,
    "weekdays": WEEKDAYS,
    "cadences": CADENCES,
    "flags": FLAGS,
    "facility_kinds": FACILITY_KINDS,
    "emergency": EMERGENCY_LEVELS,
    "overtime_levels": OVERTIME_LEVELS,
    "permitted_duty": PERMITTED_DUTY,
    "transport": TRANSPORT,
    "beds": BED_BANDS,
}
"""The master behind each facet whose values are bits."""


def _numbered() -> dict[str, dict[str, int]]:
    numbers: dict[str, dict[str, int]] = {}
    start = 0
    for facet, master in MASTERS.items():
        numbers[facet] = {code: start + at for at, code in enumerate(master.codes)}
        start += len(master)
    return numbers


NUMBERS: Final = _numbered()
"""``NUMBERS[facet][code]`` is the number of a value, 0 … VALUES - 1."""

VALUES: Final = sum(map(len, MASTERS.values()))
VALUE_WORDS: Final = -(-VALUES // 64)
"""uint64 words that hold one bit per value."""

SPANS: Final = {facet: (min(n.values()), max(n.values()) + 1) for facet, n in NUMBERS.items()}
"""The half-open range of numbers of each facet."""

FINGERPRINT: Final = hashlib.sha256(repr(NUMBERS).encode()).hexdigest()[:16]
"""Changes whenever a number would mean something else; a snapshot carries it."""


def number(facet: str, code: str) -> int | None:
    """The number of a value that can be asked for, else None: nobody can ask for "unknown"."""
    if code == UNKNOWN:
        return None
    return NUMBERS.get(facet, {}).get(code)


def numbers(facet: str, codes: Iterable[str]) -> list[int]:
    """`number` of each code that has one."""
    return [n for n in (number(facet, code) for code in codes) if n is not None]


@lru_cache(maxsize=1 << 16)
def _mask(facet: str, codes: tuple[str, ...]) -> int:
    known = NUMBERS[facet]
    return sum({1 << known[code] for code in codes if code in known})


def posting_mask(posting: Posting) -> int:
    """The values all openings of a posting share, as an integer with one bit per value."""
    return (
        _mask("departments", posting.departments)
        | _mask("duties", posting.duties)
        | _mask("flags", posting.flags)
        | _mask("facility_kinds", (posting.facility_kind,))
        | _mask("emergency", (posting.emergency,))
        | _mask("overtime_levels", (posting.overtime_level,))
        | _mask("permitted_duty", (posting.permitted_duty,))
        | _mask("transport", (posting.transport,))
        | _mask("beds", (posting.beds,))
    )


def opening_mask(opening: Opening) -> int:
    """The values an opening has of its own."""
    return (
        _mask("slots", (opening.slot,))
        | _mask("weekdays", opening.weekdays)
        | _mask("cadences", (opening.cadence,))
    )


def mask_numbers(mask: int) -> list[int]:
    """The numbers whose bits are set in ``mask``."""
    return [n for n in range(mask.bit_length()) if mask >> n & 1]
