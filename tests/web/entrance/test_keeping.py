"""A new password, another address, factors, sessions: keeping the account safe."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from funade.apps.accounts.models import User
from funade.web.entrance.views.sessions import device_of
from tests.factories.accounts import member
from tests.web.entrance.passkey import Passkey
from tests.web.entrance.people import (
    PASSWORD,
    code_for,
    enrol_totp,
    letters,
    options_in,
    sign_in,
    sign_in_by_passkey,
    sign_up,
    with_password,
)

pytestmark = pytest.mark.django_db
EMAIL = "taro@example.jp"
OTHER = "hanako@example.jp"
NEXT_PASSWORD = "another long enough phrase"


def reset(client: Client, email: str, password: str) -> None:
    """All steps of a new password."""
    client.post("/reset/", {"email": email})
    client.post("/reset/code/", {"code": code_for(email)})
    client.post("/reset/password/", {"password": password})


def test_a_new_password_replaces_the_old_one_and_ends_sessions(client: Client) -> None:
    passkey = sign_up(Client(), EMAIL)
    signed_in = Client()
    sign_in_by_passkey(signed_in, passkey)
    assert signed_in.get("/sessions/").status_code == 200
    reset(client, EMAIL, NEXT_PASSWORD)
    assert signed_in.get("/sessions/").headers["Location"].startswith("/login/")
    assert letters(EMAIL)[-1]["subject"] == "パスワードを変更しました"
    answer = sign_in(client, EMAIL, NEXT_PASSWORD)
    assert answer.headers["Location"] == "/login/second/", "a mailbox alone opens nothing"


def test_a_new_password_needs_the_code(client: Client) -> None:
    with_password(EMAIL)
    client.post("/reset/", {"email": EMAIL})
    client.post("/reset/code/", {"code": "0000-0000"})
    answer = client.post("/reset/password/", {"password": NEXT_PASSWORD})
    assert answer.headers["Location"] == "/reset/"
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "short enough14",
        "passwordpassword",
        "aaaabbbbccccddddd",
        "123456789987654321",
        "taro@example.jp",
        "xxxxx taro@example.jp xxxxx",
        "x" * 201,
    ],
)
def test_weak_passwords_are_refused_with_a_reason(client: Client, password: str) -> None:
    sign_up(client, EMAIL)
    page = client.post("/security/password/", {"password": password}).content.decode()
    assert "エラー: " in page
    assert 'class="error"' in page
    assert not User.objects.get(email=EMAIL).has_usable_password()


def test_a_long_password_needs_no_digits(client: Client) -> None:
    sign_up(client, EMAIL)
    assert (
        client.post("/security/password/", {"password": "umi no mukou ni aru machi"}).status_code
        == 302
    )


def test_another_address_is_proved_and_the_old_one_told(client: Client) -> None:
    stranger = member()
    sign_up(client, EMAIL)
    assert client.post("/security/address/", {"email": OTHER}).status_code == 302
    assert User.objects.filter(email=EMAIL).exists()
    client.post("/security/address/code/", {"code": code_for(OTHER)})
    assert User.objects.filter(email=OTHER).exists()
    assert not User.objects.filter(email=EMAIL).exists()
    assert User.objects.filter(email=stranger.email).exists()
    assert letters(EMAIL)[-1]["subject"] == "メールアドレスを変更しました"


def test_s15_another_address_at_work_is_asked_about(client: Client) -> None:
    sign_up(client, EMAIL)
    work = "taro@example-hosp.jp"
    assert "勤務先" in client.post("/security/address/", {"email": work}).content.decode()
    assert letters(work) == []
    client.post("/security/address/", {"email": work, "knowing": "1"})
    assert len(letters(work)) == 1


def test_an_address_that_was_taken_meanwhile_is_not_stolen(client: Client) -> None:
    sign_up(client, EMAIL)
    client.post("/security/address/", {"email": OTHER})
    code = code_for(OTHER)
    taken = member(OTHER)
    answer = client.post("/security/address/code/", {"code": code})
    assert answer.headers["Location"] == "/security/address/"
    assert User.objects.get(email=OTHER).pk == taken.pk


def test_a_passkey_is_added_renamed_and_removed_but_never_the_last(client: Client) -> None:
    sign_up(client, EMAIL)
    first = Authenticator.objects.get(type="webauthn")
    second = Passkey()
    credential = second.create(options_in(client.get("/security/passkeys/add/")))
    form = {"credential": json.dumps(credential), "passwordless": "on", "name": ""}
    client.post("/security/passkeys/add/", form)
    added = Authenticator.objects.exclude(pk=first.pk).get(type="webauthn")
    client.post(f"/security/passkeys/{added.pk}/", {"name": "書斎"})
    assert "書斎" in client.get("/security/").content.decode()
    client.post(f"/security/passkeys/{first.pk}/remove/")
    assert not Authenticator.objects.filter(pk=first.pk).exists()
    page = client.post(f"/security/passkeys/{added.pk}/remove/", follow=True).content.decode()
    assert "最後の1つは外せません" in page
    assert Authenticator.objects.filter(pk=added.pk).exists()


def test_the_app_is_removed_only_beside_a_passkey(client: Client) -> None:
    with_password(EMAIL)
    sign_in(client, EMAIL)
    enrol_totp(client)
    assert "最後の1つは外せません" in client.post("/security/app/remove/").content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_factors_of_a_stranger_cannot_be_touched(client: Client) -> None:
    sign_up(Client(), OTHER)
    theirs = Authenticator.objects.get(type="webauthn")
    sign_up(client, EMAIL)
    assert client.get(f"/security/passkeys/{theirs.pk}/").status_code == 404
    assert client.post(f"/security/passkeys/{theirs.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_new_codes_replace_the_old_ones(client: Client) -> None:
    sign_up(client, EMAIL)
    before = client.get("/security/codes/").context["codes"]
    client.post("/security/codes/new/")
    after = client.get("/security/codes/").context["codes"]
    assert len(after) == 10
    assert not set(before) & set(after)


def test_sessions_are_listed_and_the_others_ended(client: Client) -> None:
    passkey = sign_up(client, EMAIL)
    sign_up(stranger := Client(), OTHER)
    phone = Client(
        headers={"user-agent": "Mozilla/5.0 (iPhone; CPU) AppleWebKit Safari/604.1"},
        REMOTE_ADDR="203.0.113.77",
    )
    sign_in_by_passkey(phone, passkey)
    page = client.get("/sessions/").content.decode()
    assert page.count("entrance-row") == 2
    assert "Safari（iPhone）" in page
    assert "203.0.113.…" in page
    client.post("/sessions/")
    assert phone.get("/sessions/").headers["Location"].startswith("/login/")
    assert client.get("/sessions/").content.decode().count("entrance-row") == 1
    assert stranger.get("/sessions/").status_code == 200


@pytest.mark.parametrize(
    ("address", "kept"),
    [("203.0.113.77", "203.0.113.0"), ("2001:db8:1:2::7", "2001:db8:1::"), ("", "0.0.0.0")],  # noqa: S104  (what is kept of none)
)
def test_s26_no_full_address_is_kept(address: str, kept: str) -> None:
    sign_up(Client(REMOTE_ADDR=address), EMAIL)
    assert [row.ip for row in UserSession.objects.all()] == [kept]


def test_devices_are_named_as_people_name_them() -> None:
    chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
    assert device_of(chrome) == "Chrome（Windows）"
    assert device_of(f"{chrome} Edg/140.0") == "Edge（Windows）"
    assert device_of("curl/8") == "ブラウザー"
