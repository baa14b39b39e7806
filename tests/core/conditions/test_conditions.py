"""The conditions sheet: read, asked and judged. The oracle judges from the drafts, naively."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funade.core.conditions.ask import MUST_WEIGHT, place_to_measure_from, to_query
from funade.core.conditions.judge import (
    Mark,
    Subject,
    Verdict,
    broken_musts,
    judge,
    tally,
)
from funade.core.conditions.lines import BY_CODE, LINES, Ask, offered
from funade.core.conditions.sheet import (
    Answer,
    BadAnswerError,
    Sheet,
    Stance,
    answer_words,
    from_json,
    read_answer,
)
from funade.core.listings.document import Ids, to_document
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.index import Index, Segment
from funade.core.search.query import Near, Query, Wish
from funade.core.search.url import parse, to_params
from funade.core.terms.fields import BY_CODE as TERMS
from funade.core.terms.wages import PayBand
from tests.factories.listings import facility_draft, opening_draft, posting_draft

NICE, MUST = Stance.NICE, Stance.MUST
SHINJUKU = (35.69, 139.70)


def sheet(**values: Any) -> Sheet:
    """A sheet of lines that can be given up: ``night=("no-night",)``, ``year="15000000"``."""
    return Sheet(
        {
            code: Answer(NICE, (given,) if isinstance(given, str) else tuple(given))
            for code, given in values.items()
        }
    )


def marks(asked: Sheet, **values: Any) -> dict[str, Mark]:
    subject = Subject.of(facility_draft(**values.pop("facility", {})), posting_draft(**values))
    return {it.line.code: it.verdict.mark for it in judge(asked, subject, SHINJUKU)}


def fulltime(low: int | None, high: int | None, **values: Any) -> dict[str, Any]:
    return {
        "kind": "fulltime",
        "pay_bands": (PayBand("year", low, high),),
        "openings": (opening_draft(day=None, starts=None, ends=None),),
        **values,
    }


# --- The table ----------------------------------------------------------------------------------


def test_the_sheet_begins_with_the_lines_of_the_article() -> None:
    labels = [line.label for line in LINES[:7]]
    assert labels == ["週の勤務時間", "当直", "オンコール", "年収", "通勤", "診療科・専門性", "雰囲気"]


def test_every_line_can_be_offered_and_named() -> None:
    for line in LINES:
        if line.ask is Ask.CHOICES:
            choices = [choice for _, group in offered(line) for choice in group]
            assert choices, line.code
            assert "unknown" not in {choice.code for choice in choices}
            assert set(line.offered) <= {choice.code for choice in choices}, line.code
        assert line.term == "" or line.term in TERMS
    assert len(BY_CODE) == len(LINES)


# --- Judging ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "mark"),
    [
        (15_000_000, 18_000_000, Mark.YES),
        (12_000_000, 15_000_000, Mark.PART),
        (12_000_000, 14_000_000, Mark.NO),
        (12_000_000, None, Mark.UNKNOWN),
        (None, 15_000_000, Mark.PART),
        (None, 14_000_000, Mark.NO),
    ],
)
def test_pay_counts_from_its_lower_end(low: int | None, high: int | None, mark: Mark) -> None:
    assert marks(sheet(year="15000000"), **fulltime(low, high)) == {"year": mark}


def test_pay_that_is_not_stated_is_unknown() -> None:
    assert marks(sheet(hourly="1"), pay_bands=()) == {"hourly": Mark.UNKNOWN}


@pytest.mark.parametrize(
    ("minutes", "mark"), [(None, Mark.UNKNOWN), (2400, Mark.YES), (2401, Mark.NO)]
)
def test_hours(minutes: int | None, mark: Mark) -> None:
    stated = fulltime(1, 1, week_minutes=minutes)
    assert marks(sheet(hours="40"), **stated) == {"hours": mark}


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        ({"flags": ("no-night",)}, Mark.YES),
        ({}, Mark.UNKNOWN),
        ({"openings": (opening_draft(slot="night", starts=1080, ends=1950),)}, Mark.NO),
        ({"duties": ("night-duty",)}, Mark.NO),
        ({"terms": {"night_count": "なし"}}, Mark.YES),
        ({"terms": {"night_count": "月2回"}}, Mark.PART),
    ],
)
def test_a_missing_flag_is_not_a_no(values: dict[str, Any], mark: Mark) -> None:
    assert marks(sheet(night=("no-night",)), **values) == {"night": mark}


def test_nobody_is_refused_for_one_of_several_ways_out() -> None:
    nights = {"openings": (opening_draft(slot="night", starts=1080, ends=1950),)}
    assert marks(sheet(night=("no-night", "sleeping-duty")), **nights) == {"night": Mark.UNKNOWN}


@pytest.mark.parametrize(("words", "mark"), [("なし", Mark.NO), ("週1日", Mark.PART)])
def test_words_of_the_posting_are_heard(words: str, mark: Mark) -> None:
    stated = fulltime(1, 1, terms={"research_day": words})
    assert marks(sheet(research=("research-day",)), **stated) == {"research": mark}


@pytest.mark.parametrize(
    ("km", "latitude", "mark"),
    [
        ("3", 35.70, Mark.YES), ("3", 35.72, Mark.PART), ("3", 35.80, Mark.NO),
        ("3", None, Mark.UNKNOWN),
    ],
)  # fmt: skip
def test_the_way_to_work(km: str, latitude: float | None, mark: Mark) -> None:
    place = {
        "latitude": latitude,
        "longitude": None if latitude is None else 139.70,
        "precision": "unknown" if latitude is None else "town",
    }
    assert marks(sheet(commute=("13104", km)), facility=place) == {"commute": mark}


def test_a_hidden_facility_is_measured_where_its_pin_may_lie() -> None:
    place = {"latitude": 35.6949, "longitude": 139.7049}
    asked = sheet(commute=("13104", "3"))
    named, hidden = (
        judge(
            asked,
            Subject.of(facility_draft(**place), posting_draft(name_hidden=it)),
            (35.72, 139.70),
        )
        for it in (False, True)
    )
    assert named[0].verdict.reason == "約3km"
    assert hidden[0].verdict.reason == "約2km"  # from the point on the grid, 35.70


def test_places() -> None:
    assert marks(sheet(area=("kanto",))) == {"area": Mark.YES}
    assert marks(sheet(area=("27",))) == {"area": Mark.NO}
    assert marks(sheet(area=("kanto", "14"))) == {"area": Mark.NO}  # as the search reads it


def test_any_department_is_half_a_match() -> None:
    asked = sheet(department=("02035",))
    assert marks(asked, departments=("any",)) == {"department": Mark.PART}
    assert marks(asked, departments=()) == {"department": Mark.UNKNOWN}
    assert marks(asked) == {"department": Mark.NO}


def test_openings_that_are_full_say_nothing() -> None:
    full = (opening_draft(slot="am", places_left=0), opening_draft(slot="pm"))
    assert marks(sheet(slot=("am",)), openings=full) == {"slot": Mark.NO}


def test_what_no_posting_can_say_is_judged_by_hand() -> None:
    asked = sheet(atmosphere="落ち着いている", night=("no-night",))
    subject = Subject.of(facility_draft(), posting_draft(flags=("no-night",)))
    own = {"atmosphere": Verdict(Mark.YES, "見学した", by_hand=True), "night": Verdict(Mark.NO, "")}
    before, after = judge(asked, subject), judge(asked, subject, by_hand=own)
    assert (tally(before), tally(after)) == ("希望2項目中1項目一致", "希望2項目中2項目一致")
    assert after[0].verdict.mark is Mark.YES  # what the posting states outweighs a mark by hand


def test_a_broken_must_is_named() -> None:
    asked = Sheet({"area": Answer(MUST, ("27",)), "night": Answer(MUST, ("no-night",))})
    judged = judge(asked, Subject.of(facility_draft(), posting_draft()))
    assert [it.line.code for it in broken_musts(judged)] == ["area"]


# --- The search made of it ----------------------------------------------------------------------

ASKED = Sheet(
    {
        "night": Answer(MUST, ("no-night", "sleeping-duty")),
        "oncall": Answer(MUST, ("no-oncall",)),
        "area": Answer(MUST, ("13", "14")),
        "department": Answer(NICE, ("01001", "01017"), 4),
        "hourly": Answer(MUST, ("12000",)),
        "commute": Answer(MUST, ("13104", "10")),
        "atmosphere": Answer(MUST, ("静か",)),
        "year": Answer(MUST, ("15000000",)),
    }
)


def test_a_sheet_ranks_unless_asked_to_narrow() -> None:
    assert to_query(ASKED, "spot") == Query(
        kind="spot",
        wishes=(
            Wish("flags", "no-night.sleeping-duty", MUST_WEIGHT),
            Wish("flags", "no-oncall", MUST_WEIGHT),
            Wish("departments", "01001.01017", 4),
            Wish("areas", "13.14", MUST_WEIGHT),
            Wish("hourly", "12000", MUST_WEIGHT),
        ),
    )


def test_narrowing_makes_conditions_of_what_cannot_be_given_up() -> None:
    assert to_query(ASKED, "spot", strict=True, middle=SHINJUKU) == Query(
        kind="spot",
        flags=("no-oncall",),
        areas=("13", "14"),
        hourly_min=12_000,
        near=Near(*SHINJUKU, km=10),
        wishes=(
            Wish("flags", "no-night.sleeping-duty", MUST_WEIGHT),  # either will do: no condition
            Wish("departments", "01001.01017", 4),
        ),
    )
    assert place_to_measure_from(ASKED) == "13104"


def test_the_address_of_a_sheet_is_read_back() -> None:
    for strict in (False, True):
        query = to_query(ASKED, "fulltime", strict=strict, middle=SHINJUKU)
        params: dict[str, list[str]] = {}
        for name, value in to_params(query):
            params.setdefault(name, []).append(value)
        assert parse(params) == (query, ())


# --- Against the engine and against an oracle ---------------------------------------------------


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
        wish
        for wish, it in zip(query.wishes, by_line, strict=True)
        if it.verdict.mark is Mark.YES
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


def naive(code: str, wanted: set[str], posting: dict[str, Any], house: dict[str, Any]) -> Mark:
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
        "weekday": {"mon tue wed thu fri sat sun".split()[open_[0].day.weekday()]},
    }
    if code == "weekday" and "hol" in wanted:
        from funade.core.kernel.calendar import is_holiday

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


# --- Reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "written", "values"),
    [
        ("year", ["1500"], ("15000000",)), ("year", ["１，５００万円"], ("15000000",)),
        ("hourly", ["1.2万"], ("12000",)), ("hours", ["４０時間"], ("40",)),
        ("commute", ["世田谷区", "10"], ("13112", "10")),
        ("night", ["no-night", "", "nonsense"], ("no-night",)),
        ("atmosphere", ["  静かな  ところ "], ("静かな ところ",)),
    ],
)  # fmt: skip
def test_what_people_type(code: str, written: list[str], values: tuple[str, ...]) -> None:
    assert read_answer(BY_CODE[code], "nice", "4", written) == Answer(NICE, values, 4)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("year", []), ("year", ["たくさん"]), ("hours", ["0"]), ("hours", ["169"]),
        ("commute", ["府中市", "10"]), ("commute", ["世田谷区", "11"]), ("commute", ["世田谷区"]),
        ("night", []), ("night", ["urgent"]), ("atmosphere", ["x" * 101]), ("area", ["13104"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(code: str, written: list[str]) -> None:
    with pytest.raises(BadAnswerError):
        read_answer(BY_CODE[code], "must", "", written)


@given(SHEETS)
def test_a_stored_sheet_is_read_back(answered: dict[str, Answer]) -> None:
    assert from_json(Sheet(answered).to_json()) == Sheet(answered)
    for line, answer in Sheet(answered):
        assert answer_words(line, answer)


@pytest.mark.parametrize(
    "stored",
    [
        None, [], {"gone": {}}, {"night": 3}, {"night": {"stance": "must", "values": ["x"]}},
        {"night": {"stance": "?", "values": ["no-night"]}}, {"year": {"stance": "must"}},
    ],
)  # fmt: skip
def test_a_line_that_is_no_longer_known_is_left_out(stored: object) -> None:
    assert from_json(stored) == Sheet()
