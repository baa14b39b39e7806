"""The profile's questions: one section a page, each read from a raw form by a pure function."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from funade.core.kernel.text import is_katakana, to_digits, to_katakana
from funade.core.kernel.written_day import parse_day, parse_year
from funade.core.masters.areas import find_place
from funade.core.masters.choice import Master
from funade.core.masters.departments import ANY_DEPARTMENT, DEPARTMENTS
from funade.core.masters.person import CALL_DAYS, COMMUTES, LANGUAGES, SEXES
from funade.core.masters.qualifications import QUALIFICATIONS
from funade.core.masters.skills import SKILL_LEVELS, SKILLS
from funade.core.profile.phone import parse_phone
from funade.core.profile.profile import EMPTY, Profile
from funade.core.profile.reading import Parsed, Raw, Reader

NAME_LENGTH: Final = 40
UNIVERSITY_LENGTH: Final = 60
YOUNGEST, OLDEST = 20, 105
"""Years; outside of them the date is a slip of the finger."""
OWN_DEPARTMENTS: Final = Master(
    "dept", "診療科", [one for one in DEPARTMENTS if one.code != ANY_DEPARTMENT]
)
SKILL_FIELD: Final = "skill."
"""Prefix of the form fields of single skills: ``skill.r01`` holds a level."""

_LICENCE_NUMBER: Final = re.compile(r"第?(\d{1,7})号?")
_POSTAL: Final = re.compile(r"〒?(\d{3})-?(\d{4})")


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions. ``keys`` are the fields of `Profile` it asks for."""

    code: str
    title: str
    keys: tuple[str, ...]
    parse: Callable[[Reader], Parsed]


def _person_name(written: str) -> str:
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", written))
    if len(name) > NAME_LENGTH:
        raise ValueError(f"{NAME_LENGTH}文字までで入力してください。")
    if any(
        not (c.isalpha() or unicodedata.category(c) == "Mn" or c in " ・'’-.々〆ー") for c in name
    ):
        raise ValueError("数字や記号は使えません。氏名だけを入力してください。")
    return name


def _kana_name(written: str) -> str:
    kana = to_katakana(written)
    if len(kana) > NAME_LENGTH or not is_katakana(kana):
        raise ValueError("カタカナ（ひらがなでも可）で入力してください。")
    return kana


def _name(reader: Reader) -> Parsed:
    return reader.done(
        surname=reader.read("surname", "姓を入力してください。", _person_name),
        given_name=reader.read("given_name", "名を入力してください。", _person_name),
        surname_kana=reader.read("surname_kana", "セイを入力してください。", _kana_name),
        given_name_kana=reader.read("given_name_kana", "メイを入力してください。", _kana_name),
    )


def _licence_number(written: str) -> str:
    found = _LICENCE_NUMBER.fullmatch(to_digits(written).replace(",", "").replace(" ", ""))
    number = int(found[1]) if found else 0
    if not number:
        raise ValueError("医籍登録番号は数字だけの番号です。免許証の「第…号」を確かめてください。")
    return str(number)


def _licence(reader: Reader) -> Parsed:
    def past(written: str) -> date:
        day = parse_day(written)
        if day > reader.on:
            raise ValueError("登録年月日が先の日付になっています。")
        return day

    return reader.done(
        licence_number=reader.read(
            "licence_number", "医籍登録番号を入力してください。", _licence_number
        ),
        licensed_on=reader.read("licensed_on", "登録年月日を入力してください。", past),
    )


def _birth(reader: Reader) -> Parsed:
    def plausible(written: str) -> date:
        day = parse_day(written)
        if not YOUNGEST <= reader.on.year - day.year <= OLDEST:
            raise ValueError("生年月日の年を確かめてください。")
        return day

    born = reader.read("born_on", "生年月日を入力してください。", plausible)
    sex = reader.choices("sex", SEXES)
    return reader.done(born_on=born, sex=sex[0] if sex else "")


def _school(reader: Reader) -> Parsed:
    def university(written: str) -> str:
        if len(written) > UNIVERSITY_LENGTH:
            raise ValueError(f"{UNIVERSITY_LENGTH}文字までで入力してください。")
        return unicodedata.normalize("NFC", written)

    def year(written: str) -> int:
        found = parse_year(written)
        if not 0 <= reader.on.year + 1 - found <= OLDEST - YOUNGEST:
            raise ValueError("卒業年を確かめてください。")
        return found

    return reader.done(
        university=reader.read("university", "大学名を入力してください。", university),
        graduation_year=reader.read("graduation_year", "卒業年を入力してください。", year),
    )


def _departments(reader: Reader) -> Parsed:
    missing = "診療科を1つ以上選んでください。"
    return reader.done(departments=reader.choices("departments", OWN_DEPARTMENTS, missing))


def _qualifications(reader: Reader) -> Parsed:
    return reader.done(qualifications=reader.choices("qualifications", QUALIFICATIONS))


def _skills(reader: Reader) -> Parsed:
    found = []
    for key in reader.raw:
        code, level = key.removeprefix(SKILL_FIELD), reader.text(key)
        if not key.startswith(SKILL_FIELD) or not level:
            continue
        if SKILLS.get(code) is None or SKILL_LEVELS.get(level) is None:
            reader.complain("skills", "unknown", "一覧にあるものから選んでください。")
            break
        found.append((code, level))
    return reader.done(skills=tuple(sorted(found, key=lambda pair: SKILLS.position(pair[0]))))


def _languages(reader: Reader) -> Parsed:
    missing = "言語を1つ以上選んでください。"
    return reader.done(languages=reader.choices("languages", LANGUAGES, missing))


def _home(reader: Reader) -> Parsed:
    def place(written: str) -> str:
        found = find_place(written)
        if found is None:
            raise ValueError(
                "場所が1つに決まりません。郵便番号か、「東京都府中市」のように"
                "都道府県からの市区町村名を入力してください。"
            )
        return found

    missing = "郵便番号か市区町村名を入力してください。"
    postal = _POSTAL.fullmatch(to_digits(reader.text("home")).replace(" ", ""))
    return reader.done(
        home_place=reader.read("home", missing, place),
        home_postal=postal[1] + postal[2] if postal else "",
    )


def _commute(reader: Reader) -> Parsed:
    missing = "通勤手段を1つ以上選んでください。"
    return reader.done(commutes=reader.choices("commutes", COMMUTES, missing))


def _phone(reader: Reader) -> Parsed:
    phone = reader.read("phone", "電話番号を入力してください。", parse_phone)
    private = reader.ticked("phone_is_private")
    if not private:
        reader.complain(
            "phone_is_private",
            "missing",
            "勤務先の番号は登録できません。ご自身の番号であることを確かめて、印を付けてください。",
        )
    return reader.done(phone=phone, phone_is_private=private)


_NO_CALLS: Final[dict[str, Any]] = {
    key: getattr(EMPTY, key) for key in ("call_agreed_on", "call_days", "call_from", "call_until")
}


def _calls(reader: Reader) -> Parsed:
    if reader.text("call_agreed_on") == "no":
        return reader.done(**_NO_CALLS)
    if reader.text("call_agreed_on") != "yes":
        reader.complain("call_agreed_on", "missing", "どちらかを選んでください。")
        return reader.done()
    days = reader.choices("call_days", CALL_DAYS, "電話を受ける日を選んでください。")
    start = reader.read("call_from", "始まりの時刻を選んでください。", _whole_hour)
    end = reader.read("call_until", "終わりの時刻を選んでください。", _whole_hour)
    if start is not None and end is not None and start >= end:
        reader.complain("call_until", "order", "終わりは、始まりより後の時刻にしてください。")
    return reader.done(call_agreed_on=reader.on, call_days=days, call_from=start, call_until=end)


def _whole_hour(written: str) -> int:
    if not written.isdecimal() or int(written) % 60 or int(written) > 24 * 60:
        raise ValueError("時刻を一覧から選んでください。")
    return int(written)


SECTIONS: Final = (
    Section("name", "氏名", ("surname", "given_name", "surname_kana", "given_name_kana"), _name),
    Section("number", "医籍登録番号と登録年月日", ("licence_number", "licensed_on"), _licence),
    Section("birth", "生年月日と性別", ("born_on", "sex"), _birth),
    Section("school", "大学と卒業年", ("university", "graduation_year"), _school),
    Section("fields", "診療科", ("departments",), _departments),
    Section("titles", "資格", ("qualifications",), _qualifications),
    Section("skills", "手技", ("skills",), _skills),
    Section("languages", "診療に使える言語", ("languages",), _languages),
    Section("home", "通勤の起点", ("home_place", "home_postal"), _home),
    Section("travel", "通勤手段", ("commutes",), _commute),
    Section("phone", "電話番号", ("phone", "phone_is_private"), _phone),
    Section("calls", "電話を受ける時間", tuple(_NO_CALLS), _calls),
)
SECTION: Final = {section.code: section for section in SECTIONS}
"""By code, which also stands in the address of its page."""


def parse_section(code: str, raw: Raw, on: date) -> Parsed:
    """Read the answers of one section given on day ``on``. Raises KeyError for an unknown code."""
    return SECTION[code].parse(Reader(raw, on))


def with_answers(profile: Profile, code: str, values: dict[str, Any]) -> Profile:
    """The profile with the values of one section, which counts as answered from now on.

    A new number needs a new consent: the old one was given for the old number.
    """
    if code == "phone" and values.get("phone") != profile.phone:
        values = {**values, **_NO_CALLS}
        profile = _forgetting(profile, "calls")
    answered = tuple(one.code for one in SECTIONS if one.code in {*profile.answered, code})
    return replace(profile, **values, answered=answered)


def without_answers(profile: Profile, code: str) -> Profile:
    """The profile with one section emptied."""
    cleared = {key: getattr(EMPTY, key) for key in SECTION[code].keys}
    if code == "phone":
        cleared |= _NO_CALLS
        profile = _forgetting(profile, "calls")
    return _forgetting(replace(profile, **cleared), code)


def _forgetting(profile: Profile, code: str) -> Profile:
    return replace(profile, answered=tuple(one for one in profile.answered if one != code))
