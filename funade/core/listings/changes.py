"""What changed between two states of a posting, as its page tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from funade.core.kernel.calendar import format_day
from funade.core.listings.draft import PostingDraft
from funade.core.listings.words import (
    NOT_STATED,
    extra_words,
    names,
    opening_words,
    pay_words,
    transport_words,
)
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import PERMITTED_DUTY
from funade.core.masters.flags import FLAGS
from funade.core.terms.fields import TERM_FIELDS


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log; texts as shown on the page."""

    label: str
    before: str
    after: str


def _joined(lines: tuple[str, ...]) -> str:
    return "、".join(lines) or NOT_STATED


def _openings(posting: PostingDraft) -> str:
    return _joined(tuple(sorted(opening_words(opening) for opening in posting.openings)))


_WATCHED: Final[tuple[tuple[str, Callable[[PostingDraft], str]], ...]] = (
    ("見出し", lambda p: p.title),
    ("給与", lambda p: _joined(pay_words(p))),
    ("追加の手当", lambda p: _joined(extra_words(p))),
    ("交通費", transport_words),
    ("勤務日時", _openings),
    ("診療科", lambda p: names(DEPARTMENTS, p.departments)),
    ("業務内容", lambda p: names(DUTIES, p.duties)),
    ("宿日直許可", lambda p: PERMITTED_DUTY.name(p.permitted_duty)),
    ("こだわり条件", lambda p: names(FLAGS, p.flags)),
    ("掲載期限", lambda p: format_day(p.expires_on, year=True)),
)


def changes_between(before: PostingDraft, after: PostingDraft) -> tuple[Change, ...]:
    """The differences a reader would care about, in the order of the page."""
    found = [
        Change(label, say(before), say(after))
        for label, say in _WATCHED
        if say(before) != say(after)
    ]
    for field in TERM_FIELDS:
        old, new = (posting.terms.get(field.code, NOT_STATED) for posting in (before, after))
        if old != new:
            found.append(Change(field.label, old, new))
    return tuple(found)
