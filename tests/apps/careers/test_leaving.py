"""Taking everything along, putting it back, and being forgotten (STEALTH S-28, S-29)."""

from __future__ import annotations

import io
import json
import time
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from funade.apps.accounts.actions import leaving
from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.actions.restoring import restore
from funade.apps.accounts.keyring import Cipher, SealBrokenError
from funade.apps.accounts.models import User
from funade.apps.accounts.portable import export, holdings
from funade.apps.accounts.sections import sections
from funade.apps.careers.actions import closing
from funade.apps.careers.models import Note, PhysicianProfile
from funade.core.documents.archive import ArchiveError
from funade.core.kernel.actor import KEEPER, user_actor
from funade.core.privacy.personal import REGISTER
from tests.factories.accounts import NOW, member, signed_in
from tests.factories.whole import CANARY, whole_member

pytestmark = pytest.mark.django_db

NOT_TAKEN_ALONG = {
    "accounts.AuditEvent": "the section 閲覧の記録 has it in its reader's words",
    "accounts.Draft": "kept for a week at most, offered on the page it was typed on",
    "accounts.Invitation": "the organisation's, not the invited person's",
    "accounts.Membership": "the section 参加している組織 has it",
    "accounts.Session": "a secret of the browser it belongs to",
    "accounts.User": "what is not in the section アカウント is a secret or a moment of signing in",
    "account.EmailAddress": "the same address as accounts.User.email",
    "careers.ConditionsSheet": "the section 条件 has it as one value",
    "mfa.Authenticator": "secrets for signing in; worthless elsewhere and dangerous in a file",
    "notices.Delivery": "the section 届けた記録 has it",
    "notices.LineLink": "a secret of the LINE account; linked anew",
    "notices.Preference": "the section お知らせの受け取り方 has it",
    "notices.PushDevice": "secrets of the browser; switched on anew",
    "socialaccount.SocialAccount": "a secret of the LINE account; linked anew",
    "socialaccount.SocialToken": "a secret of the LINE account; linked anew",
    "usersessions.UserSession": "a moment of signing in",
}
"""Tables whose registered columns no section names one by one, each with the reason."""


def taken(user: User) -> dict[str, Any]:
    """The sections of the member's archive."""
    with zipfile.ZipFile(io.BytesIO(export(user_id=user.pk, now=NOW))) as archive:
        whole: dict[str, Any] = json.loads(archive.read("data.json"))
    return dict(whole["sections"])


def put_back(user: User, content: bytes) -> list[str]:
    return restore(actor=user_actor(user.pk), user_id=user.pk, content=content, now=NOW)


def test_s28_archive_put_back_gives_an_equal_account() -> None:
    user, other = whole_member(), member()
    put_back(other, export(user_id=user.pk, now=NOW))
    back = {section.name for section in sections() if section.restore is not None}
    mine, theirs = taken(user), taken(other)
    unlike = {"email", "created_at"}  # the proven address and the day the account was made
    for name in back - {"searches"}:
        told = [{k: v for k, v in row.items() if k not in unlike} for row in mine[name]]
        assert [{k: v for k, v in row.items() if k not in unlike} for row in theirs[name]] == told
        assert told, name
    assert [{**row, "created_at": ""} for row in mine["searches"]] == [
        {**row, "created_at": ""} for row in theirs["searches"]
    ]


def test_s28_putting_back_twice_changes_nothing_more() -> None:
    user = whole_member()
    before, content = taken(user), export(user_id=user.pk, now=NOW)
    put_back(user, content)
    put_back(user, content)
    assert taken(user) == before


def test_s28_archive_names_every_registered_field_or_says_why_not() -> None:
    named = {name for section in sections() for name in section.personal}
    registered = {field.name for field in REGISTER}
    assert named <= registered
    silent = {name for name in registered - named if _table_of(name) not in NOT_TAKEN_ALONG}
    assert not silent


def test_s28_archive_holds_what_the_page_counts() -> None:
    user = whole_member()
    counted = dict(holdings(user.pk))
    rows = {section.label: len(section.rows(user.pk)) for section in sections()}
    assert counted == {label: count for label, count in rows.items() if count}


def test_s13_archive_and_its_files_have_neutral_names() -> None:
    user = whole_member()
    response = _fresh(user).post("/me/data/file/")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="data-')
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert not [name for name in archive.namelist() if not name.isascii()]


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 1000])
def test_file_that_is_no_archive_changes_nothing(content: bytes) -> None:
    user = whole_member()
    before = taken(user)
    with pytest.raises(ArchiveError):
        put_back(user, content)
    assert taken(user) == before


@given(grace=st.sampled_from(leaving.GRACE_DAYS), days=st.integers(0, 30))
@settings(max_examples=20)
def test_s29_deletion_waits_for_its_moment_and_not_longer(grace: int, days: int) -> None:
    user, stranger = member(), member()
    try:
        closing.ask_to_be_deleted(
            actor=user_actor(user.pk), user_id=user.pk, grace_days=grace, now=NOW
        )
        leaving.delete_due(actor=KEEPER, now=NOW + timedelta(days=days))
        assert User.objects.filter(pk=user.pk).exists() == (days < grace)
        assert User.objects.filter(pk=stranger.pk).exists()
    finally:
        User.objects.filter(pk__in=[user.pk, stranger.pk]).delete()


def test_s29_wish_can_be_taken_back() -> None:
    user = member()
    which: dict[str, Any] = {"actor": user_actor(user.pk), "user_id": user.pk}
    closing.ask_to_be_deleted(**which, grace_days=7, now=NOW)
    closing.stay(**which, now=NOW)
    assert leaving.delete_due(actor=KEEPER, now=NOW + timedelta(days=30)) == 0


def test_s29_after_deletion_no_table_knows_the_member() -> None:
    user = whole_member()
    signed_in(user).get("/me/")
    number = user.pk
    assert _everything_about(number)
    assert "canary8842" in _dump()
    leaving.forget(actor=KEEPER, user_id=number)
    assert not _everything_about(number)
    dump = _dump()
    assert CANARY not in dump
    assert "canary8842" not in dump


def test_s29_copies_of_rows_are_unreadable_without_the_key() -> None:
    user = whole_member()
    copies = [
        PhysicianProfile.objects.get(user=user).sealed,
        Note.objects.get(user=user).sealed,
    ]
    leaving.forget(actor=KEEPER, user_id=user.pk)
    other = _stranger_key()
    for sealed in copies:
        with pytest.raises(SealBrokenError):
            other.open(sealed)


def test_deletion_page_lists_what_goes_before_the_click() -> None:
    user = whole_member()
    body = _fresh(user).get("/me/closing/").content.decode()
    assert "消えるもの" in body
    assert "残るもの" in body
    assert not User.objects.get(pk=user.pk).delete_on


def test_deletion_needs_the_tick_and_keeps_the_choice() -> None:
    user = member()
    response = _fresh(user).post("/me/closing/", {"grace": "0"})
    assert response.status_code == 422
    assert 'value="0" checked' in response.content.decode()
    assert not User.objects.get(pk=user.pk).delete_on


def test_what_is_dangerous_asks_to_sign_in_again() -> None:
    client = signed_in()
    for method, path in (
        ("get", "/me/data/"),
        ("post", "/me/data/file/"),
        ("get", "/me/data/import/"),
        ("get", "/me/closing/"),
        ("post", "/me/closing/"),
    ):
        response = getattr(client, method)(path)
        assert response.status_code == 302, path
        assert "/security/again/" in response.headers["Location"], path


def _table_of(name: str) -> str:
    """`careers.Note` of `careers.Note.sealed:text`."""
    return ".".join(name.split(".")[:2])


def _stranger_key() -> Cipher:
    """The cipher of somebody else."""
    return cipher_for(actor=KEEPER, user_id=member().pk, now=NOW)


def _fresh(user: User) -> Any:
    """A browser in which the member has just signed in."""
    client = signed_in(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _everything_about(number: int) -> list[str]:
    """Tables with a row that points at the user."""
    found = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if getattr(field, "related_model", None) is User and getattr(field, "concrete", False):
                rows = model._default_manager.filter(**{f"{field.name}_id": number})
                found += [f"{model._meta.label}.{field.name}"] * rows.exists()
    return found


def _dump() -> str:
    """Every value of every table, as one text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            told += [
                bytes(value).decode("latin-1")
                if isinstance(value, bytes | memoryview)
                else str(value)
                for row in cursor.fetchall()
                for value in row
            ]
    return "\n".join(told)
