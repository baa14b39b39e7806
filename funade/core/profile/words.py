"""A profile said in Japanese: what was saved, and what to put back into the form."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from funade.core.kernel.calendar import format_minute, format_wareki
from funade.core.masters.areas import place_name
from funade.core.masters.choice import Choice, Master
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.person import CALL_DAYS, COMMUTES, LANGUAGES, SEXES
from funade.core.masters.qualifications import QUALIFICATIONS
from funade.core.masters.skills import SKILL_LEVELS, SKILLS
from funade.core.profile.phone import show_phone
from funade.core.profile.profile import Profile
from funade.core.profile.sections import SKILL_FIELD

NONE: Final = "なし"


def both_calendars(day: date | None) -> str:
    """``2010/04/20（平成22年4月20日）``; "" for None."""
    return f"{day:%Y/%m/%d}（{format_wareki(day)}）" if day else ""


def show_postal(digits: str) -> str:
    """``1130033`` → ``113-0033``."""
    return f"{digits[:3]}-{digits[3:]}" if digits else ""


def _names[C: Choice](codes: Iterable[str], master: Master[C]) -> str:
    return "、".join(master.name(code) for code in codes if master.get(code)) or NONE


def _skills(profile: Profile) -> str:
    said = [_skill(code, level) for code, level in profile.skills if SKILLS.get(code)]
    return "、".join(said) or NONE


def _skill(code: str, level: str) -> str:
    name = SKILLS.name(code)
    return name if level == "able" else f"{name}（{SKILL_LEVELS.name(level)}）"


def _calls(profile: Profile) -> str:
    if profile.call_agreed_on is None or profile.call_from is None or profile.call_until is None:
        return "電話を受けない"
    hours = f"{format_minute(profile.call_from)}〜{format_minute(profile.call_until)}"
    return f"{_names(profile.call_days, CALL_DAYS)} {hours}"


def _home(profile: Profile) -> str:
    postal = f"〒{show_postal(profile.home_postal)} " if profile.home_postal else ""
    return f"{postal}{place_name(profile.home_place, full=True)}"


_SAID: Final[dict[str, Callable[[Profile], str]]] = {
    "name": lambda p: f"{p.surname} {p.given_name}（{p.surname_kana} {p.given_name_kana}）",
    "number": lambda p: f"第{p.licence_number}号 {both_calendars(p.licensed_on)}",
    "birth": lambda p: f"{both_calendars(p.born_on)} {SEXES.name(p.sex) if p.sex else ''}".strip(),
    "school": lambda p: f"{p.university} {p.graduation_year}年卒",
    "fields": lambda p: _names(p.departments, DEPARTMENTS),
    "titles": lambda p: _names(p.qualifications, QUALIFICATIONS),
    "skills": _skills,
    "languages": lambda p: _names(p.languages, LANGUAGES),
    "home": _home,
    "travel": lambda p: _names(p.commutes, COMMUTES),
    "phone": lambda p: show_phone(p.phone),
    "calls": _calls,
}


def say_section(profile: Profile, code: str) -> str:
    """The answers of one section in a line; "" when it has none."""
    return _SAID[code](profile) if code in profile.answered else ""


def as_raw(profile: Profile, code: str) -> dict[str, list[str]]:
    """The answers of one section as its form would send them; read again, they are the same."""
    if code not in profile.answered:
        return {}
    return {key: values for key, values in _raw(profile).items() if values != [""]}


def _raw(profile: Profile) -> dict[str, list[str]]:
    p = profile
    return {
        "surname": [p.surname],
        "given_name": [p.given_name],
        "surname_kana": [p.surname_kana],
        "given_name_kana": [p.given_name_kana],
        "licence_number": [p.licence_number],
        "licensed_on": [_slashed(p.licensed_on)],
        "born_on": [_slashed(p.born_on)],
        "sex": [p.sex],
        "university": [p.university],
        "graduation_year": [str(p.graduation_year or "")],
        "departments": list(p.departments),
        "qualifications": list(p.qualifications),
        **{f"{SKILL_FIELD}{code}": [level] for code, level in p.skills},
        "languages": list(p.languages),
        "home": [show_postal(p.home_postal) or _full_name(p.home_place)],
        "commutes": list(p.commutes),
        "phone": [show_phone(p.phone) if p.phone else ""],
        "phone_is_private": ["1" if p.phone_is_private else ""],
        "call_agreed_on": ["yes" if p.call_agreed_on else "no"],
        "call_days": list(p.call_days),
        "call_from": ["" if p.call_from is None else str(p.call_from)],
        "call_until": ["" if p.call_until is None else str(p.call_until)],
    }


def _slashed(day: date | None) -> str:
    return f"{day:%Y/%m/%d}" if day else ""


def _full_name(place: str) -> str:
    return place_name(place, full=True) if place else ""
