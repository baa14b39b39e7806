"""A physician's answers for tests. Nobody of this name is known to us."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from funade.core.profile.profile import EMPTY, Profile
from funade.core.profile.sections import SECTIONS, parse_section, with_answers

ANSWERS: dict[str, dict[str, Any]] = {
    "name": {
        "surname": "山﨑",
        "given_name": "𠮷江",
        "surname_kana": "やまざき",
        "given_name_kana": "ﾖｼｴ",
    },
    "number": {"licence_number": "第123456号", "licensed_on": "平成22年4月20日"},
    "birth": {"born_on": "昭和59年6月1日", "sex": "f"},
    "school": {"university": "船出医科大学", "graduation_year": "平成22"},
    "fields": {"departments": ["01001", "01017"]},
    "titles": {"qualifications": ["b01", "l04"]},
    "skills": {"skill.r11": "able", "skill.r04": "guided", "skill.m60": "seen"},
    "languages": {"languages": ["ja", "en"]},
    "home": {"home": "１１３−００３３"},
    "travel": {"commutes": ["train", "walk"]},
    "phone": {"phone": "０９０−１２３４−５６７８", "phone_is_private": "1"},
    "calls": {
        "call_agreed_on": "yes",
        "call_days": ["weekday", "saturday"],
        "call_from": "1140",
        "call_until": "1260",
    },
}


def raw(section: str) -> dict[str, list[str]]:
    """The answers of a section as a form sends them."""
    return {k: v if isinstance(v, list) else [v] for k, v in ANSWERS[section].items()}


def full_profile(on: date) -> Profile:
    """Every section answered."""
    profile = EMPTY
    for section in SECTIONS:
        parsed = parse_section(section.code, raw(section.code), on)
        assert not parsed.problems, parsed.problems
        profile = with_answers(profile, section.code, parsed.values)
    return profile


def picture(size: tuple[int, int] = (900, 600), form: str = "JPEG", **saved: Any) -> bytes:
    """An image file with something to see on it."""
    image = Image.new("RGB", size, "#f4ecd8")
    ImageDraw.Draw(image).rectangle(
        (40, 40, size[0] - 40, size[1] - 40), outline="#884400", width=9
    )
    out = io.BytesIO()
    image.save(out, form, **saved)
    return out.getvalue()
