"""Nothing about a person is stored that is not in the register (職業安定法 5条の5, 指針 第五).

A new column fails here until it stands in `core.privacy.personal.REGISTER` (what it is for, on
what ground, who sees it, until when) or in `core.privacy.technical.TECHNICAL` (why it tells
nothing about a person).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields

import pytest
from django.apps import apps
from django.db.models import AutoField, BinaryField, TextField

from funade.apps.accounts.actions.screen import DraftContent
from funade.core.conditions.lines import LINES
from funade.core.privacy.personal import FORBIDDEN_WORDS, REGISTER
from funade.core.privacy.technical import TECHNICAL
from funade.core.profile.profile import Profile
from funade.web.member.pages.questions import QUESTIONS
from tests.consistency import tree

# Facilities and postings are public; content types name tables.
NOBODY = {"catalog", "contenttypes"}
SEALED_KEYS = {
    "accounts.Draft.sealed": {field.name for field in fields(DraftContent)},
    "careers.PhysicianProfile.sealed": {field.name for field in fields(Profile)},
    "careers.LicenceCheck.sealed": {"compared", "note"},
    "notices.PushDevice.sealed": {"endpoint", "p256dh", "auth", "label"},
    "careers.Note.sealed": {"text", "verdicts"},
    "careers.ConditionsSheet.sealed": {line.code for line in LINES},
}
"""What stands inside each sealed JSON column."""

NAMES = [field.name for field in REGISTER]


def columns() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if model._meta.app_label not in NOBODY and not isinstance(field, AutoField)
    }


def sealed_keys() -> set[str]:
    return {f"{column}:{key}" for column, keys in SEALED_KEYS.items() for key in keys}


def test_every_column_is_registered_or_technical() -> None:
    unknown = (columns() | sealed_keys()) - {*NAMES, *TECHNICAL}
    assert not unknown, (
        "in neither core/privacy/personal.py nor core/privacy/technical.py:\n  "
        + "\n  ".join(sorted(unknown))
    )


def test_the_register_names_only_what_exists() -> None:
    known = columns() | sealed_keys()
    gone = [name for name in (*NAMES, *TECHNICAL) if name not in known]
    assert not gone, "registered, but not stored anywhere:\n  " + "\n  ".join(gone)


def test_nothing_is_registered_twice() -> None:
    twice = [name for name, count in Counter((*NAMES, *TECHNICAL)).items() if count > 1]
    assert not twice


def test_every_sealed_column_tells_its_keys() -> None:
    """A column named `sealed` must say what is in it; a new one is added to SEALED_KEYS."""
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.name == "sealed" and isinstance(field, TextField)
    }
    assert named == set(SEALED_KEYS)


def test_only_what_is_sealed_is_called_sealed() -> None:
    for field in REGISTER:
        if not field.sealed:
            continue
        column = field.name.partition(":")[0]
        model, _, name = column.rpartition(".")
        stored = apps.get_model(model)._meta.get_field(name)
        assert isinstance(stored, TextField | BinaryField), field.name


def forbidden_in(name: str) -> list[str]:
    """Forbidden words in an identifier: Latin ones as whole words, Japanese ones anywhere."""
    words = "_" + re.sub(r"(?<=[a-z])(?=[A-Z])|\W+", "_", name).lower() + "_"
    return [
        word
        for word in FORBIDDEN_WORDS
        if (f"_{word}_" in words if word.isascii() else word in name)
    ]


def test_forbidden_things_are_in_no_column_and_no_key() -> None:
    found = {name: bad for name in columns() | sealed_keys() if (bad := forbidden_in(name))}
    assert not found


def test_forbidden_things_are_asked_in_no_form() -> None:
    asked = re.compile(r"<(?:input|select|textarea)\b[^>]*\bname=\"([^\"]+)\"")
    names = [name for _, text in tree.templates() for name in asked.findall(text)]
    ours = [field.name for question in QUESTIONS.values() for field in question.fields]
    labels = [field.label for question in QUESTIONS.values() for field in question.fields]
    assert names
    assert not {name: bad for name in (*names, *ours, *labels) if (bad := forbidden_in(name))}


@pytest.mark.parametrize(
    "name", ["honseki", "spouse_name", "familyName", "本籍地", "careers.X.sealed:religion"]
)
def test_the_search_for_forbidden_words_bites(name: str) -> None:
    assert forbidden_in(name)
    assert not forbidden_in("trace_id")
    assert not forbidden_in("careers.PhysicianProfile.surname")


def test_what_is_registered_says_something() -> None:
    for field in REGISTER:
        assert field.label.strip(), field.name
        assert field.purpose.strip(), field.name
    for name, reason in TECHNICAL.items():
        assert reason.strip(), name
