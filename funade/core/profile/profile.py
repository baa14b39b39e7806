"""The profile as a value, and what of it may stand unsealed.

What is left out on purpose: 本籍, 出生地, 家族, 信条 and the like (指針 第五,
平成11年労働省告示第141号); an age (age limits in hiring are barred,
労働施策総合推進法9条 [K]), a photograph, an address.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

GRADUATION_BAND: Final = 5
"""Years taken together in the unsealed column, as in STEALTH §7.3."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one physician has told about themselves; every field may be empty.

    `core.privacy.personal` says what each is kept for; field names are the keys of the sealed
    column and the names of the form fields.
    """

    surname: str = ""
    given_name: str = ""
    surname_kana: str = ""
    given_name_kana: str = ""
    """Full-width katakana, as typed by the person; never guessed from the characters."""
    licence_number: str = ""
    """医籍登録番号, digits only."""
    licensed_on: date | None = None
    """医籍登録年月日."""
    born_on: date | None = None
    """Only because institutions cannot use 医師等資格確認検索 without it. Never in search."""
    sex: str = ""
    """A code of SEXES, for the same check only; may stay empty."""
    university: str = ""
    graduation_year: int | None = None
    departments: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    skills: tuple[tuple[str, str], ...] = ()
    """(code of SKILLS, code of SKILL_LEVELS)."""
    languages: tuple[str, ...] = ()
    home_place: str = ""
    """Code of a municipality or city. Not rounded further: it is sealed and nobody sees it."""
    home_postal: str = ""
    """Seven digits when a postal code was given."""
    commutes: tuple[str, ...] = ()
    phone: str = ""
    """E.164."""
    phone_is_private: bool = False
    """That the member said 「勤務先の番号ではない」 (STEALTH S-15)."""
    call_agreed_on: date | None = None
    """The day the member agreed to be called; None: the number is shown to nobody (S-17)."""
    call_days: tuple[str, ...] = ()
    call_from: int | None = None
    call_until: int | None = None
    """Minutes after midnight in Japan, half-open."""
    answered: tuple[str, ...] = ()
    """Codes of the sections that were saved; 「ありません」 is an answer too."""


EMPTY: Final = Profile()
_DAYS: Final = {"licensed_on", "born_on", "call_agreed_on"}


def to_json(profile: Profile) -> dict[str, Any]:
    """As a JSON object; empty fields are left out."""
    told = {field.name: getattr(profile, field.name) for field in fields(profile)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
        if value != getattr(EMPTY, name)
    }


def from_json(stored: Any) -> Profile:
    """The profile in a JSON object made by `to_json`; keys of older versions are passed over."""
    known = {field.name for field in fields(Profile)}
    values = stored if isinstance(stored, dict) else {}
    return Profile(**{key: _read(key, values[key]) for key in known & values.keys()})


def _read(key: str, value: Any) -> Any:
    if key in _DAYS:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(tuple(item) if isinstance(item, list) else item for item in value)
    return value


@dataclass(frozen=True, slots=True)
class OpenColumns:
    """What ranking needs and what names nobody; stored beside the sealed profile."""

    departments: list[str]
    qualifications: list[str]
    skills: list[str]
    graduation_band: int | None
    """First year of five."""


def open_columns(profile: Profile) -> OpenColumns:
    """The unsealed columns of a profile; skills one has only seen are left out."""
    year = profile.graduation_year
    return OpenColumns(
        departments=list(profile.departments),
        qualifications=list(profile.qualifications),
        skills=[code for code, level in profile.skills if level != "seen"],
        graduation_band=None if year is None else year - year % GRADUATION_BAND,
    )
