"""What must never stand together in a posting, rule by rule."""

import re
from collections.abc import Callable

import pytest

from funade.core.demo.benefits import URGENT_DAYS
from funade.core.demo.codes import departments
from funade.core.kernel.calendar import is_holiday
from funade.core.listings.document import searchable_text
from funade.core.masters.departments import ANY_DEPARTMENT
from tests.core.demo.sample import ON, Case, cases

QUIET = {"longterm", "psychiatric", "rehab", "caremix", "care-hospital"}
NIGHT_SLOTS = {"night", "day-night"}
(EYE,) = departments("眼科")
(ANESTHESIA,) = departments("麻酔科")


def _duty(*codes: str) -> Callable[[Case], bool]:
    return lambda c: bool(set(codes) & set(c.posting.duties))


def _flag(code: str) -> Callable[[Case], bool]:
    return lambda c: code in c.posting.flags


def _department(code: str) -> Callable[[Case], bool]:
    return lambda c: code in c.posting.departments


def _kind(*kinds: str) -> Callable[[Case], bool]:
    return lambda c: c.facility.kind in kinds


def _not(rule: Callable[[Case], bool]) -> Callable[[Case], bool]:
    return lambda c: not rule(c)


def _at_night(c: Case) -> bool:
    return c.first.slot in NIGHT_SLOTS or (
        c.posting.kind == "fulltime" and "night-duty" in c.posting.duties
    )


def _receives_ambulances(c: Case) -> bool:
    return c.facility.emergency in ("secondary", "tertiary")


def _soon(c: Case) -> bool:
    day = c.first.day
    return day is not None and (day - ON).days <= URGENT_DAYS


def _calls(words: str) -> Callable[[Case], bool]:
    return lambda c: words in c.posting.terms.get("calls", "")


def _stated_inpatients(c: Case) -> int:
    found = re.search(r"入院(\d+)名", c.posting.terms["patients"])
    return int(found[1]) if found else 0


def _says(code: str) -> Callable[[Case], bool]:
    return lambda c: code in c.posting.terms


NEVER: dict[str, tuple[Callable[[Case], bool], ...]] = {
    "当直 without beds": (_at_night, lambda c: not c.facility.beds),
    "dialysis at an eye clinic": (_duty("dialysis"), _department(EYE)),
    "dialysis at a beauty clinic, a check-up centre or a company": (
        _duty("dialysis"),
        _kind("beauty-clinic", "checkup-center", "company", "psychiatric", "blood-center"),
    ),
    "contact lenses outside 眼科": (_duty("contact-lens"), _not(_department(EYE))),
    "anaesthesia by another department": (_duty("anesthesia"), _not(_department(ANESTHESIA))),
    "anaesthesia where no surgery is": (_duty("anesthesia"), _not(_kind("acute", "university"))),
    "catheters outside an acute hospital": (_duty("catheter"), _not(_kind("acute", "university"))),
    "surgery for 科目不問": (_duty("surgery"), _department(ANY_DEPARTMENT)),
    "ambulances where none come": (_duty("emergency"), _not(_receives_ambulances)),
    "ambulances counted where none come": (_says("ambulances"), _not(_receives_ambulances)),
    "寝当直 where ambulances come": (_flag("sleeping-duty"), _receives_ambulances),
    "寝当直 outside quiet hospitals": (_flag("sleeping-duty"), _not(_kind(*QUIET))),
    "寝当直 by day": (_flag("sleeping-duty"), _not(_at_night)),
    "寝当直 with many calls": (_flag("sleeping-duty"), _calls("2〜")),
    "night calls by day": (_says("calls"), lambda c: c.first.slot in ("day", "am", "pm")),
    "救急なし where ambulances come": (_flag("no-emergency"), _receives_ambulances),
    "当直なし with 当直": (_flag("no-night"), _at_night),
    "宿日直許可あり without permission": (
        _flag("permitted-duty"),
        lambda c: c.posting.permitted_duty != "yes",
    ),
    "permission for day work": (
        lambda c: c.posting.permitted_duty == "yes",
        lambda c: not _at_night(c) and c.first.slot != "day-duty",
    ),
    "a permitted night of ambulances": (
        lambda c: c.first.slot in NIGHT_SLOTS and c.posting.permitted_duty == "yes",
        _duty("emergency"),
    ),
    "home visits outside home clinics": (
        _duty("home-visit", "house-call", "home-oncall"),
        _not(_kind("home-clinic")),
    ),
    "beauty outside beauty clinics": (
        _duty("aesthetic", "interview"),
        _not(_kind("beauty-clinic")),
    ),
    "donation outside a donation room": (_duty("blood-donation"), _not(_kind("blood-center"))),
    "産業医 outside a company": (
        _duty("industrial-full", "industrial-part"),
        _not(_kind("company")),
    ),
    "施設長 outside 老健": (_duty("care-home-head"), _not(_kind("care-home"))),
    "childbirth outside 産婦人科": (
        _duty("obstetrics"),
        _not(_department(departments("産婦人科")[0])),
    ),
    "a director who is not": (_flag("director"), _not(_duty("director"))),
    "part-time director": (_duty("director"), lambda c: c.posting.kind != "fulltime"),
    "urgent without a near day": (_flag("urgent"), _not(_soon)),
    "科目不問 with a department": (_flag("any-department"), _not(_department(ANY_DEPARTMENT))),
    "駅近 without a near station": (
        _flag("near-station"),
        lambda c: all((s.minutes or 99) > 5 for s in c.facility.stations),
    ),
    "交通費全額 without travel paid": (
        _flag("travel-paid"),
        lambda c: c.posting.transport != "actual",
    ),
    "未経験可 with experience asked": (
        _flag("novice"),
        lambda c: "年以上" in c.posting.terms.get("requirements", ""),
    ),
    "専門医不問 with a board asked": (
        _flag("no-board"),
        lambda c: "専門医" in c.posting.terms.get("requirements", ""),
    ),
    "残業なし with overtime": (
        _flag("no-overtime"),
        lambda c: "時間" in c.posting.terms.get("overtime", ""),
    ),
    "オンコールなし with on-call": (
        _flag("no-oncall"),
        lambda c: "月" in c.posting.terms.get("oncall_count", ""),
    ),
    "週4日以下 for five days": (
        _flag("four-days"),
        lambda c: (c.posting.week_minutes or 0) > 2_160,
    ),
    "土日祝休み with Saturdays": (_flag("weekends-off"), lambda c: "sat" in c.first.weekdays),
    "a benefit flagged but not told": (
        _flag("nursery"),
        _not(_says("nursery")),
    ),
    "a research day flagged but not told": (_flag("research-day"), _not(_says("research_day"))),
    "複数医師体制 with one room": (
        _flag("team"),
        lambda c: "1診" in c.posting.terms.get("work", ""),
    ),
    "日直 on a workday": (
        lambda c: c.first.slot in ("day-duty", "day-night"),
        lambda c: any(
            o.day and o.day.weekday() < 5 and not is_holiday(o.day) for o in c.posting.openings
        ),
    ),
    "産業医 more than once a month": (
        _duty("industrial-part"),
        lambda c: c.first.cadence != "monthly" or len(c.posting.openings) > 1,
    ),
    "more inpatients than beds": (
        _says("patients"),
        lambda c: _stated_inpatients(c) > (c.facility.beds or 10_000),
    ),
    "university physicians with 紙カルテ": (
        _kind("university"),
        lambda c: "紙カルテ" in c.posting.terms.get("equipment", ""),
    ),
    "the word of another law": (
        lambda c: True,
        lambda c: any(w in str(c.posting) for w in ("派遣", "お祝い金", "祝い金")),
    ),
    "an unfilled gap in a phrase": (
        lambda c: True,
        lambda c: any(w in c.posting.title + str(c.posting.terms.values()) for w in "{}"),
    ),
}


@pytest.mark.parametrize("rule", NEVER)
def test_never(rule: str) -> None:
    broken = [c for c in cases() if all(holds(c) for holds in NEVER[rule])]
    assert not broken, (len(broken), broken[0].facility.kind, broken[0].posting)


@pytest.mark.parametrize(
    "something",
    ["emergency", "dialysis", "anesthesia", "contact-lens", "home-visit", "blood-donation",
     "industrial-part", "industrial-full", "care-home-head", "director", "aesthetic", "night-duty",
     "checkup-round", "vaccination", "upper-endoscopy", "obstetrics", "reading-ct", "surgery"],
)  # fmt: skip
def test_every_rule_has_something_to_look_at(something: str) -> None:
    assert any(something in c.posting.duties for c in cases())


def test_the_hidden_name_never_leaks() -> None:
    hidden = [c for c in cases() if c.posting.name_hidden]
    assert 0.25 < len(hidden) / len(cases()) < 0.35
    for facility, posting in hidden:
        page = searchable_text(facility, posting)
        for name in (facility.name, facility.operator, facility.name_kana):
            assert name.split("（")[0] not in page, (name, page)


def test_no_title_names_the_facility() -> None:
    for facility, posting in cases():
        assert "架空" not in posting.title
        assert facility.name.split("（")[0] not in posting.title
