"""Marks against the search engine, and against a naive reading of the drafts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from funade.core.conditions.ask import to_query
from funade.core.conditions.judge import Mark, Subject, judge
from funade.core.conditions.lines import BY_CODE, LINES, Ask, offered
from funade.core.conditions.sheet import Answer, Sheet, Stance, answer_words, from_json
from funade.core.kernel.calendar import is_holiday
from funade.core.listings.document import Ids, to_document
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.index import Index, Segment
from funade.core.terms.wages import PayBand
from tests.factories.listings import facility_draft, opening_draft, posting_draft


def answers(code: str) -> st.SearchStrategy[Answer]:
    line = BY_CODE[code]
    few = {
        "area": ["13", "27", "kanto"],
        "department": ["01001", "02035", "any"],
        "duty": ["outpatient", "night-duty"],
        "weekday": ["mon", "sat", "hol"],
        "slot": ["day", "night", "am"],
        "house": ["acute", "clinic"],
    }
    if line.ask is Ask.YEN:
        return st.builds(Answer, st.sampled_from(Stance), st.sampled_from([("9000",), ("11000",)]))
    codes = few.get(code, [c.code for _, group in offered(line) for c in group])
    chosen = st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(Answer, st.sampled_from(Stance), chosen, st.integers(1, 5))


SEARCHED = [
    line.code
    for line in LINES
    if line.searched and line.ask is not Ask.AROUND and "spot" in line.kinds
]
SHEETS = st.lists(st.sampled_from(SEARCHED), unique=True, max_size=6).flatmap(
    lambda codes: st.fixed_dictionaries({code: answers(code) for code in codes})
)
POSTINGS = st.fixed_dictionaries(
    {
        "departments": st.sampled_from([(), ("01001",), ("any",), ("01001", "02035")]),
        "duties": st.sampled_from([(), ("outpatient",), ("night-duty",)]),
        "flags": st.lists(
            st.sampled_from(["no-night", "no-oncall", "novice", "by-car", "sleeping-duty"]),
            unique=True,
        ).map(tuple),
        "permitted_duty": st.sampled_from(["unknown", "yes", "no"]),
        "pay_bands": st.sampled_from([(), (PayBand("hour", 10_000, 12_000),)]),
        "openings": st.sampled_from(
            [
                (opening_draft(),),
                (opening_draft(slot="night", starts=1080, ends=1950),),
                (opening_draft(slot="am", places_left=0), opening_draft()),
            ]
        ),
    }
)
HOUSES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["acute", "clinic"]),
        "emergency": st.sampled_from(["unknown", "none", "secondary"]),
    }
)


@settings(max_examples=300)
@given(SHEETS, POSTINGS, HOUSES)
def test_a_mark_of_yes_is_a_wish_the_engine_calls_met(
    answered: dict[str, Answer], posting: dict[str, Any], house: dict[str, Any]
) -> None:
    """One opening at most has places, so a wish of the posting is one of its best opening."""
    asked = Sheet(answered)
    facility, draft = facility_draft(**house), posting_draft(**posting)
    document = to_document(facility, draft, Ids(1, 1, 1, range(len(draft.openings))))
    query = to_query(asked, "spot")
    index = Index.of(Segment.build([document]))
    (hit,) = search(index, query, Moment(draft.published_on.toordinal(), 0)).hits
    met = {query.wishes[at] for at in hit.met}
    judged = judge(asked, Subject.of(facility, draft))
    by_line = [it for it in judged if it.line.searched]
    assert {
        wish for wish, it in zip(query.wishes, by_line, strict=True) if it.verdict.mark is Mark.YES
    } == met


@settings(max_examples=300)
@given(SHEETS, POSTINGS, HOUSES)
def test_marks_equal_a_naive_reading(
    answered: dict[str, Answer], posting: dict[str, Any], house: dict[str, Any]
) -> None:
    facility, draft = facility_draft(**house), posting_draft(**posting)
    for it in judge(Sheet(answered), Subject.of(facility, draft)):
        expected = naive(it.line.code, set(it.answer.values), posting, house)
        assert it.verdict.mark is expected, (it, posting, house)


def naive(  # noqa: PLR0911  (an oracle reads from top to bottom)
    code: str, wanted: set[str], posting: dict[str, Any], house: dict[str, Any]
) -> Mark:
    """What a person would say who reads the drafts above, line by line."""
    open_ = [it for it in posting["openings"] if it.places_left]
    stated: dict[str, set[str]] = {
        "area": {"13", "kanto"},
        "department": set(posting["departments"]),
        "duty": set(posting["duties"]),
        "slot": {it.slot for it in open_},
        "house": {house["kind"]},
        "emergency": {house["emergency"]} - {"unknown"},
        "permit": {posting["permitted_duty"]} - {"unknown"},
        "weekday": {["mon", "tue", "wed", "thu", "fri", "sat", "sun"][open_[0].day.weekday()]},
    }
    if code == "weekday" and "hol" in wanted:
        stated["weekday"] |= {"hol"} if is_holiday(open_[0].day) else set()
    if code == "hourly":
        if not posting["pay_bands"]:
            return Mark.UNKNOWN
        return Mark.YES if wanted == {"9000"} else Mark.PART
    if code in stated:
        if wanted & stated[code]:
            return Mark.YES
        if code == "department" and "any" in stated[code]:
            return Mark.PART
        return Mark.NO if stated[code] else Mark.UNKNOWN
    if wanted & set(posting["flags"]):
        return Mark.YES
    nights = open_[0].slot == "night" or "night-duty" in posting["duties"]
    return Mark.NO if wanted == {"no-night"} and nights else Mark.UNKNOWN


@given(SHEETS)
def test_a_stored_sheet_is_read_back(answered: dict[str, Answer]) -> None:
    assert from_json(Sheet(answered).to_json()) == Sheet(answered)
    for line, answer in Sheet(answered):
        assert answer_words(line, answer)
