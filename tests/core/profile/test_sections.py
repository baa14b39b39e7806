"""The profile's answers: read from forms, kept as typed, told in words, put back."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.masters.qualifications import BASIC, QUALIFICATIONS, SUBSPECIALTY
from funade.core.masters.skills import COMMON, SKILLS
from funade.core.profile.phone import PhoneError, is_ip_phone, may_call, parse_phone, show_phone
from funade.core.profile.profile import EMPTY, Profile, from_json, open_columns, to_json
from funade.core.profile.sections import SECTIONS, parse_section, with_answers, without_answers
from funade.core.profile.words import as_raw, say_section
from tests.factories.profiles import ANSWERS, full_profile

ON = date(2026, 11, 24)


def problems(section: str, **typed: str) -> dict[str, str]:
    parsed = parse_section(section, {key: [value] for key, value in typed.items()}, ON)
    assert not (parsed.values and parsed.problems)
    return {problem.field: problem.message for problem in parsed.problems}


def test_a_full_profile_is_told_and_read_back() -> None:
    profile = full_profile(ON)
    assert set(profile.answered) == {section.code for section in SECTIONS}
    for section in SECTIONS:
        again = parse_section(section.code, as_raw(profile, section.code), ON)
        assert not again.problems, section.code
        assert with_answers(profile, section.code, again.values) == profile
        assert say_section(profile, section.code)
    assert from_json(to_json(profile)) == profile


def test_what_is_said_is_what_was_meant() -> None:
    profile = full_profile(ON)
    assert say_section(profile, "name") == "山﨑 𠮷江（ヤマザキ ヨシエ）"
    assert say_section(profile, "number") == "第123456号 2010/04/20（平成22年4月20日）"
    assert say_section(profile, "home") == "〒113-0033 東京都文京区"
    assert say_section(profile, "phone") == "090-1234-5678"
    assert say_section(profile, "calls") == "平日、土曜 19:00〜21:00"
    assert say_section(EMPTY, "name") == ""


def test_every_field_is_asked_in_exactly_one_section() -> None:
    asked = [key for section in SECTIONS for key in section.keys]
    assert sorted(asked) == sorted({field.name for field in fields(Profile)} - {"answered"})


def test_clearing_every_section_leaves_nothing() -> None:
    profile = full_profile(ON)
    for section in SECTIONS:
        profile = without_answers(profile, section.code)
    assert profile == EMPTY
    assert to_json(profile) == {}


@pytest.mark.parametrize(
    ("section", "typed", "field"),
    [
        ("name", {**ANSWERS["name"], "surname": "山田2"}, "surname"),
        ("name", {**ANSWERS["name"], "surname": "あ" * 41}, "surname"),
        ("name", {**ANSWERS["name"], "surname_kana": "山田"}, "surname_kana"),
        ("name", {**ANSWERS["name"], "given_name": "　"}, "given_name"),
        ("number", {**ANSWERS["number"], "licence_number": "0"}, "licence_number"),
        ("number", {**ANSWERS["number"], "licence_number": "12a"}, "licence_number"),
        ("number", {**ANSWERS["number"], "licensed_on": "平成32年4月1日"}, "licensed_on"),
        ("number", {**ANSWERS["number"], "licensed_on": "2026/11/25"}, "licensed_on"),
        ("birth", {"born_on": "2020/1/1"}, "born_on"),
        ("birth", {"born_on": "1984/1/1", "sex": "x"}, "sex"),
        ("school", {"university": "大学", "graduation_year": "1920"}, "graduation_year"),
        ("fields", {}, "departments"),
        ("fields", {"departments": "any"}, "departments"),
        ("titles", {"qualifications": "zzz"}, "qualifications"),
        ("skills", {"skill.zzz": "able"}, "skills"),
        ("skills", {"skill.r01": "genius"}, "skills"),
        ("home", {"home": "府中市"}, "home"),
        ("phone", {"phone": "090-1234-5678"}, "phone_is_private"),
        ("phone", {"phone": "0120-123-456", "phone_is_private": "1"}, "phone"),
        ("calls", {}, "call_agreed_on"),
        ("calls", {"call_agreed_on": "yes", "call_days": "weekday"}, "call_from"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    section: str, typed: dict[str, str], field: str
) -> None:
    found = problems(section, **typed)
    assert field in found
    assert found[field].endswith("。")


def test_one_wrong_answer_does_not_hide_another() -> None:
    assert set(problems("name", surname="山田")) == {
        "given_name", "surname_kana", "given_name_kana",
    }  # fmt: skip


@given(st.dictionaries(st.sampled_from([k for a in ANSWERS.values() for k in a]), st.text()))
def test_whatever_is_typed_is_values_or_problems(typed: dict[str, str]) -> None:
    for section in SECTIONS:
        parsed = parse_section(section.code, {k: [v] for k, v in typed.items()}, ON)
        if not parsed.problems:
            stored = with_answers(EMPTY, section.code, parsed.values)
            assert from_json(to_json(stored)) == stored
            assert say_section(stored, section.code)


@pytest.mark.parametrize("number", ["０９０−１２３４−５６７８", "+81 90 1234 5678", "09012345678"])
def test_phone_numbers_are_one_however_typed(number: str) -> None:
    assert parse_phone(number) == "+819012345678"
    assert show_phone("+819012345678") == "090-1234-5678"


@pytest.mark.parametrize("number", ["0120-123-456", "0570-000-111", "110", "090-1234", "abc"])
def test_s15_numbers_no_private_person_has_are_refused(number: str) -> None:
    with pytest.raises(PhoneError):
        parse_phone(number)


def test_s15_an_ip_phone_is_pointed_out() -> None:
    assert is_ip_phone(parse_phone("050-3123-4567"))
    assert not is_ip_phone(parse_phone("090-1234-5678"))


@pytest.mark.parametrize(
    ("utc", "allowed"),
    [
        (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), True),  # Tuesday 19:00
        (datetime(2026, 11, 24, 9, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 11, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), False),  # 21:00
        (datetime(2026, 11, 28, 10, 0, tzinfo=UTC), True),  # Saturday
        (datetime(2026, 11, 29, 10, 0, tzinfo=UTC), False),  # Sunday
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), False),  # Monday, 勤労感謝の日
    ],
)
def test_s17_calls_only_inside_the_window(utc: datetime, allowed: bool) -> None:  # noqa: FBT001
    profile = full_profile(ON)
    assert may_call(profile, utc) is allowed
    assert not may_call(without_answers(profile, "calls"), utc)


def test_s17_a_new_number_needs_a_new_consent() -> None:
    profile = full_profile(ON)
    typed = {"phone": ["080-1234-5678"], "phone_is_private": ["1"]}
    changed = with_answers(profile, "phone", parse_section("phone", typed, ON).values)
    assert changed.call_agreed_on is None
    assert "calls" not in changed.answered
    same = parse_section("phone", as_raw(profile, "phone"), ON)
    assert with_answers(profile, "phone", same.values) == profile


def test_open_columns_name_nobody() -> None:
    columns = open_columns(full_profile(ON))
    assert columns.graduation_band == 2010
    assert columns.skills == ["r04", "r11"], "what was only seen is no skill to rank by"


def test_the_21_recorded_skills_are_word_for_word() -> None:
    recorded = (
        "外科救急, 内科救急, 健診, 特殊健診, 検査経験, 骨折対応, 脱臼対応, 縫合処置, 挿管, "
        "手術経験, 上部内視鏡, 心エコー, 腹部エコー, 心電図, 人工透析, 読影(胸部), 読影(胃部), "
        "読影(その他), 乳房視触診, 婦人科検診, 子宮細胞診"
    )
    assert [one.name for one in SKILLS if one.group == COMMON] == recorded.split(", ")


def test_basic_and_subspecialty_fields_are_complete() -> None:
    groups = [one.group for one in QUALIFICATIONS]
    assert groups.count(BASIC) == 19
    assert groups.count(SUBSPECIALTY) == 24
