"""The conditions sheet: read, asked and judged. The oracle judges from the drafts, naively."""

from __future__ import annotations

from typing import Any

import pytest

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
    from_json,
    read_answer,
)
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
    assert labels == [
        "週の勤務時間",
        "当直",
        "オンコール",
        "年収",
        "通勤",
        "診療科・専門性",
        "雰囲気",
    ]


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


@pytest.mark.parametrize(
    "stored",
    [
        None, [], {"gone": {}}, {"night": 3}, {"night": {"stance": "must", "values": ["x"]}},
        {"night": {"stance": "?", "values": ["no-night"]}}, {"year": {"stance": "must"}},
    ],
)  # fmt: skip
def test_a_line_that_is_no_longer_known_is_left_out(stored: object) -> None:
    assert from_json(stored) == Sheet()
