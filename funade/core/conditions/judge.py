"""How a posting answers a sheet: ○ △ × 不明 with the reason in words.

Values are read from the document the search engine indexes, so that a card and the search agree;
only words of the posting (「当直の回数：なし」) can say more than the index knows. What is not
stated is 不明 and never counts as a match.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from funade.core.conditions.ask import Point
from funade.core.conditions.lines import Ask, Line, name_of
from funade.core.conditions.sheet import Answer, Sheet, Stance
from funade.core.kernel.text import fold_compact
from funade.core.kernel.yen import format_range
from funade.core.listings.document import Ids, to_document
from funade.core.listings.draft import FacilityDraft, PostingDraft
from funade.core.listings.words import NOT_STATED
from funade.core.masters.areas import parent_of
from funade.core.masters.departments import ANY_DEPARTMENT
from funade.core.masters.facility import UNKNOWN
from funade.core.search.document import Posting
from funade.core.search.geo import metres
from funade.core.search.places import narrowest
from funade.core.search.query import Near
from funade.core.terms.fields import BY_CODE as TERMS

_A_LITTLE_MORE: Final = 5, 4
"""Up to 5/4 of the distance one can travel is 「少し超える」: △ rather than ×."""


class Mark(StrEnum):
    """How well a line is met."""

    YES = "○"
    PART = "△"
    NO = "×"
    UNKNOWN = "不明"

    @property
    def words(self) -> str:
        """What the mark means, said aloud."""
        return _MARK_WORDS[self]


_MARK_WORDS: Final = {
    Mark.YES: "満たす",
    Mark.PART: "一部・要確認",
    Mark.NO: "満たさない",
    Mark.UNKNOWN: "記載なし",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mark and why."""

    mark: Mark
    reason: str
    by_hand: bool = False


UNSTATED: Final = Verdict(Mark.UNKNOWN, NOT_STATED)


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of a sheet beside one posting."""

    line: Line
    answer: Answer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Subject:
    """A posting as it is judged: its words, and what the engine knows of it."""

    posting: PostingDraft
    document: Posting

    @classmethod
    def of(cls, facility: FacilityDraft, posting: PostingDraft) -> "Subject":
        """The subject of a draft; the numbers of a document do not matter here."""
        ids = Ids(0, 0, 0, range(len(posting.openings)))
        return cls(posting, to_document(facility, posting, ids))


def judge(
    sheet: Sheet,
    subject: Subject,
    middle: Point | None = None,
    by_hand: Mapping[str, Verdict] | None = None,
) -> list[Judged]:
    """Every line that means something for the posting's kind.

    ``middle`` is the point of the commute line; ``by_hand`` holds the member's own verdicts by
    line, which stand where the posting itself says nothing.
    """
    own = by_hand or {}
    found = []
    for line, answer in sheet.for_kind(subject.posting.kind):
        verdict = verdict_of(line, answer, subject, middle)
        if verdict.mark is Mark.UNKNOWN:
            verdict = own.get(line.code, verdict)
        found.append(Judged(line, answer, verdict))
    return found


def tally(judged: Sequence[Judged]) -> str:
    """``"希望5項目中4項目一致"``; "" without any line."""
    met = sum(it.verdict.mark is Mark.YES for it in judged)
    return f"希望{len(judged)}項目中{met}項目一致" if judged else ""


def broken_musts(judged: Sequence[Judged]) -> list[Judged]:
    """The lines that cannot be given up and are not met."""
    return [it for it in judged if _is_broken(it)]


def _is_broken(judged: Judged) -> bool:
    return judged.answer.stance is Stance.MUST and judged.verdict.mark is Mark.NO


def verdict_of(line: Line, answer: Answer, subject: Subject, middle: Point | None) -> Verdict:
    """How one line is met, as far as the posting says."""
    if line.ask is Ask.CHOICES:
        return _choices(line, answer, subject)
    if line.ask is Ask.YEN:
        return _pay(line, int(answer.values[0]), subject.document)
    if line.ask is Ask.HOURS:
        return _hours(int(answer.values[0]), subject.posting.week_minutes)
    if line.ask is Ask.AROUND:
        return _distance(int(answer.values[1]), subject.document, middle)
    words = subject.posting.terms.get(line.term, "")
    return Verdict(Mark.UNKNOWN, _quoted(line, words)) if words else UNSTATED


# --- Numbers ------------------------------------------------------------------------------------


def _hours(most: int, minutes: int | None) -> Verdict:
    if minutes is None:
        return UNSTATED
    whole, rest = divmod(minutes, 60)
    said = f"週{whole}時間{rest}分" if rest else f"週{whole}時間"
    return Verdict(Mark.YES if minutes <= most * 60 else Mark.NO, said)


def _pay(line: Line, least: int, document: Posting) -> Verdict:
    """○ from the lower end on, △ if only the upper end reaches it; an open upper end is 不明."""
    ranges = [
        (it.pay_low, it.pay_high) if line.facet == "pay" else (it.hourly_low, it.hourly_high)
        for it in document.openings
        if it.places_left > 0
    ]
    stated = [(low, high) for low, high in ranges if low is not None or high is not None]
    if not stated:
        return UNSTATED
    low, high = max(stated, key=lambda it: (it[0] or 0, it[1] or 0))
    said = format_range(low, high)
    if low is not None and low >= least:
        return Verdict(Mark.YES, said)
    if any(high is not None and high >= least for _, high in stated):
        return Verdict(Mark.PART, f"{said}（上の額なら届きます）")
    if any(high is None for _, high in stated):
        return Verdict(Mark.UNKNOWN, f"{said}（上限は{NOT_STATED}）")
    return Verdict(Mark.NO, said)


def _distance(most: int, document: Posting, middle: Point | None) -> Verdict:
    if middle is None or document.latitude is None or document.longitude is None:
        return Verdict(Mark.UNKNOWN, "位置がわかりません")
    far = int(metres(Near(*middle, km=most), document.latitude, document.longitude))
    said = f"約{max(1, round(far / 1000))}km"
    if far <= most * 1000:
        return Verdict(Mark.YES, said)
    times, over = _A_LITTLE_MORE
    if far * over <= most * 1000 * times:
        return Verdict(Mark.PART, f"{said}（{most}kmを少し超えます）")
    return Verdict(Mark.NO, said)


# --- Choices ------------------------------------------------------------------------------------


def _choices(line: Line, answer: Answer, subject: Subject) -> Verdict:
    stated = stated_values(line.facet, subject.document)
    asked = narrowest(answer.values) if line.facet == "areas" else answer.values
    wanted = [code for code in asked if code in stated]
    if wanted:
        return Verdict(Mark.YES, "、".join(name_of(line, code) for code in wanted))
    if line.facet == "flags":
        return _flags(line, answer, subject)
    if line.facet == "areas":
        return _elsewhere(line, answer, subject.document)
    if ANY_DEPARTMENT in stated and line.facet == "departments":
        return Verdict(Mark.PART, name_of(line, ANY_DEPARTMENT))
    if not stated:
        return UNSTATED
    return Verdict(Mark.NO, "、".join(name_of(line, code) for code in sorted(stated)[:3]))


def stated_values(facet: str, document: Posting) -> frozenset[str]:
    """The values a posting states in a facet; openings that are full say nothing."""
    if facet == "areas":
        return _places(document)
    if facet in _OF_OPENINGS:
        codes = {
            code
            for opening in document.openings
            if opening.places_left > 0
            for code in _as_tuple(getattr(opening, _OF_OPENINGS[facet]))
        }
    else:
        codes = set(_as_tuple(getattr(document, _OF_POSTING.get(facet, facet))))
    return frozenset(codes - {UNKNOWN, ""})


_OF_OPENINGS: Final = {"slots": "slot", "weekdays": "weekdays", "cadences": "cadence"}
_OF_POSTING: Final = {"facility_kinds": "facility_kind", "overtime_levels": "overtime_level"}


def _as_tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _places(document: Posting) -> frozenset[str]:
    """The place and all that hold it."""
    found, code = set(), document.municipality or document.prefecture
    while code:
        found.add(code)
        code = parent_of(code)
    return frozenset(found | {document.prefecture})


def _elsewhere(line: Line, answer: Answer, document: Posting) -> Verdict:
    inside = [code for code in answer.values if len(code) == 5]
    if not document.municipality and any(code[:2] == document.prefecture for code in inside):
        return Verdict(Mark.UNKNOWN, f"市区町村は{NOT_STATED}")
    return Verdict(Mark.NO, name_of(line, document.municipality or document.prefecture))


_AGAINST: Final[Mapping[str, tuple[tuple[str, frozenset[str]], ...]]] = {
    "no-night": (
        ("slots", frozenset({"night", "day-night"})),
        ("duties", frozenset({"night-duty"})),
    ),
    "no-oncall": (
        ("slots", frozenset({"oncall-home", "oncall-site"})),
        ("duties", frozenset({"oncall-duty", "home-oncall"})),
    ),
    "weekends-off": (("weekdays", frozenset({"sat", "sun", "hol"})),),
}
"""What a posting may state that rules a flag out. A flag that is merely absent is 記載なし."""


def _flags(line: Line, answer: Answer, subject: Subject) -> Verdict:
    words = subject.posting.terms.get(line.term, "")
    against = [_against(code, subject.document) for code in answer.values]
    if all(against):
        return Verdict(Mark.NO, f"{name_of(line, answer.values[0])}に反する記載があります")
    if not words:
        return UNSTATED
    if fold_compact(words) not in _NOTHING:
        return Verdict(Mark.PART, _quoted(line, words))
    if not line.absence_is_good:
        return Verdict(Mark.NO, _quoted(line, words))
    met = line.offered[0] in answer.values
    return Verdict(Mark.YES if met else Mark.UNKNOWN, _quoted(line, words))


_NOTHING: Final = frozenset(map(fold_compact, ("なし", "無し", "無", "ありません", "0回", "不可")))


def _against(flag: str, document: Posting) -> bool:
    return any(codes & stated_values(facet, document) for facet, codes in _AGAINST.get(flag, ()))


def _quoted(line: Line, words: str) -> str:
    return f"{TERMS[line.term].label}「{words}」"
