"""Profiles in the database: sealed, one's own, and read by others only in writing (S-23, S-27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from funade.apps.accounts.actions.keys import destroy_key
from funade.apps.accounts.keyring import SealBrokenError
from funade.apps.accounts.models import AuditEvent, User
from funade.apps.accounts.queries import verify_chain
from funade.apps.careers import portable_profile
from funade.apps.careers.actions import licence, reading
from funade.apps.careers.actions.profile import clear_section, save_section
from funade.apps.careers.actions.reading import PurposeMissingError, profile_for_staff
from funade.apps.careers.models import LicencePicture, PhysicianProfile
from funade.apps.careers.queries.profile import own_profile
from funade.core.documents.archive import ArchiveError
from funade.core.kernel.actor import user_actor
from funade.core.kernel.calendar import JST
from funade.core.profile.profile import EMPTY, Profile
from tests.factories.accounts import NOW, TESTER, member, signed_in
from tests.factories.careers import checker, sent_picture, told_member
from tests.factories.profiles import full_profile, raw
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

SEALED = ("山﨑", "𠮷江", "ヤマザキ", "123456", "2010-04-20", "1984-06-01", "船出医科大学",
          "1130033", "+819012345678")  # fmt: skip


def test_what_was_told_is_read_back_by_its_owner_alone() -> None:
    user, stranger = told_member(), member()
    assert own_profile(user.pk) == full_profile(NOW.astimezone(JST).date())
    assert own_profile(stranger.pk) == EMPTY


def test_own_profile_is_two_queries() -> None:
    user = told_member()
    with assert_queries(2):
        own_profile(user.pk)


def test_nothing_personal_stands_readable_in_the_table() -> None:
    told_member()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM careers_physicianprofile")
        stored = repr(cursor.fetchall())
    assert not [word for word in SEALED if word in stored]
    assert "01001" in stored, "codes that ranking needs stand open"


def test_a_wrong_answer_stores_nothing() -> None:
    user = member()
    problems = save_section(
        actor=TESTER, user_id=user.pk, section="number",
        values={"licence_number": ["123456"], "licensed_on": ["平成32年4月1日"]}, now=NOW,
    )  # fmt: skip
    assert [problem.field for problem in problems] == ["licensed_on"]
    assert not PhysicianProfile.objects.exists()


def test_saving_one_section_keeps_the_others() -> None:
    user = told_member()
    before = own_profile(user.pk)
    save_section(
        actor=TESTER, user_id=user.pk, section="fields", values={"departments": ["02035"]}, now=NOW
    )
    after = own_profile(user.pk)
    assert after.departments == ("02035",)
    assert after.surname == before.surname
    assert PhysicianProfile.objects.get().departments == ["02035"]


def test_clearing_forgets_the_open_columns_too() -> None:
    user = told_member()
    clear_section(actor=TESTER, user_id=user.pk, section="titles", now=NOW)
    assert own_profile(user.pk).qualifications == ()
    assert PhysicianProfile.objects.get().qualifications == []


def test_s29_without_the_key_nothing_can_be_read() -> None:
    user = told_member()
    destroy_key(actor=TESTER, user_id=user.pk)
    with pytest.raises(SealBrokenError):
        own_profile(user.pk)


def read(user: User, wanted: tuple[str, ...], purpose: str = "確認") -> dict[str, Any]:
    return profile_for_staff(
        reader=checker(), user_id=user.pk, wanted=wanted, purpose=purpose, now=NOW
    )


def test_s23_a_read_by_another_is_written_down() -> None:
    user = told_member()
    assert read(user, ("surname",), " 免許の確認 ") == {"surname": "山﨑"}
    event = AuditEvent.objects.get()
    assert event.subject == user.pk
    assert event.fields == ["careers.PhysicianProfile.sealed:surname"]
    assert event.purpose == "免許の確認"
    assert event.role == "support"
    assert verify_chain() is None


def test_s23_no_purpose_no_read() -> None:
    with pytest.raises(PurposeMissingError):
        read(told_member(), ("surname",), "  ")


def test_only_fields_that_exist_can_be_asked_for() -> None:
    with pytest.raises(KeyError):
        read(told_member(), ("answered",))
    assert not AuditEvent.objects.exists()


def test_s17_the_number_is_hidden_outside_the_hours() -> None:
    assert "phone" not in read(told_member(), ("phone", "surname")), "it is noon of a holiday"
    evening = NOW + timedelta(days=1, hours=7, minutes=30)
    told = profile_for_staff(
        reader=checker(), user_id=told_member().pk, wanted=("phone",), purpose="連絡", now=evening
    )
    assert told == {"phone": "+819012345678"}


def test_s27_when_the_audit_fails_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    user, reader = told_member(), checker()
    public_id = sent_picture(user)

    def broken(**_: object) -> None:
        raise OSError("disk full")

    def never(user_id: int) -> Profile:
        raise AssertionError(f"the profile of {user_id} was opened before the audit row stood")

    monkeypatch.setattr(reading, "record_access", broken)
    monkeypatch.setattr(reading, "own_profile", never)
    with pytest.raises(OSError, match="disk full"):
        profile_for_staff(
            reader=reader, user_id=user.pk, wanted=("surname",), purpose="確認", now=NOW
        )
    with pytest.raises(OSError, match="disk full"):
        licence.open_picture(reader=reader, public_id=public_id, purpose="確認", now=NOW)
    assert LicencePicture.objects.get().checker is None


STEPS = st.lists(st.sampled_from(["own", "read", "open", "denied", "stranger"]), max_size=8)


class ReadsAreRows(TestCase):
    """S-23 as a property: reads by others == rows of the audit trail."""

    @hypothesis_settings(max_examples=12, deadline=None)
    @given(STEPS)
    def test_s23_reads_by_others_are_audit_rows(self, steps: list[str]) -> None:
        user = told_member()
        reader, late = checker(), checker()
        public_id = sent_picture(user)
        acts: dict[str, Callable[[], int]] = {
            "own": lambda: int(own_profile(user.pk) == EMPTY),
            "read": lambda: len(profile_for_staff(
                reader=reader, user_id=user.pk, wanted=("surname",), purpose="確認", now=NOW)),
            "open": lambda: bool(licence.open_picture(
                reader=reader, public_id=public_id, purpose="確認", now=NOW)),
            "denied": lambda: _denied(lambda: profile_for_staff(
                reader=reader, user_id=user.pk, wanted=("surname",), purpose="", now=NOW)),
            "stranger": lambda: _denied(lambda: licence.open_picture(
                reader=late, public_id="no-such-picture", purpose="確認", now=NOW)),
        }  # fmt: skip
        reads = sum(acts[step]() for step in steps)
        assert AuditEvent.objects.filter(subject=user.pk).count() == reads
        assert verify_chain() is None


def _denied(act: Callable[[], object]) -> int:
    with pytest.raises((PurposeMissingError, Http404)):
        act()
    return 0


def test_s28_a_profile_taken_along_and_put_back_is_equal() -> None:
    user, other = told_member(), member()
    profile, papers, _pictures = portable_profile.SECTIONS
    assert profile.restore is not None
    rows = profile.rows(user.pk)
    profile.restore(other.pk, rows, NOW)
    assert profile.rows(other.pk) == rows
    assert {field.name for field in fields(Profile)} >= rows[0].keys()
    assert papers.rows(user.pk) == []


def test_s28_what_was_tampered_with_is_not_put_back() -> None:
    user = member()
    restore = portable_profile.SECTIONS[0].restore
    assert restore is not None
    row = {"licence_number": "1; DROP", "licensed_on": "2010-04-20", "answered": ["number", "x"]}
    restore(user.pk, [row], NOW)
    assert own_profile(user.pk) == EMPTY


@pytest.mark.parametrize(
    "row",
    [
        {"licensed_on": "tomorrow", "answered": ["number"]},
        {"licence_number": 5, "answered": ["number"]},
        {"skills": [["a"]], "answered": ["skills"]},
        {"answered": 7},
        {"phone": "zzz", "answered": ["phone"]},
        {"home_place": "99999", "answered": ["home"]},
    ],
)
def test_s28_a_broken_profile_is_refused_whole(row: dict[str, object]) -> None:
    user = member()
    restore = portable_profile.SECTIONS[0].restore
    assert restore is not None
    with pytest.raises(ArchiveError):
        restore(user.pk, [row], NOW)
    assert not PhysicianProfile.objects.exists()


def test_what_the_account_has_stays_when_putting_back() -> None:
    user, brought = member(), told_member()
    values = {**raw("name"), "surname": ["海野"]}
    save_section(actor=user_actor(user.pk), user_id=user.pk, section="name", values=values, now=NOW)
    restore = portable_profile.SECTIONS[0].restore
    assert restore is not None
    restore(user.pk, portable_profile.SECTIONS[0].rows(brought.pk), NOW)
    assert own_profile(user.pk).surname == "海野"
    assert own_profile(user.pk).licence_number == "123456"


def test_a_stranger_sees_an_empty_profile_page() -> None:
    told_member()
    html = signed_in().get("/me/profile/").content.decode()
    assert not [word for word in SEALED if word in html]
    assert "入力済み</span>" not in html
