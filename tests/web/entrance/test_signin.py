"""Signing in and out, and what a sign-in opens."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from allauth.account.internal.flows import login as allauth_login
from django.test import Client

from funade.apps.accounts.models import User
from funade.web.shared import access
from tests.factories.accounts import member
from tests.web.entrance.people import (
    PASSWORD,
    enrol_totp,
    letters,
    options_in,
    sign_in,
    sign_in_by_passkey,
    sign_up,
    totp_now,
    with_password,
)

pytestmark = pytest.mark.django_db
EMAIL = "taro@example.jp"


def test_by_passkey_no_code_is_asked(client: Client) -> None:
    passkey = sign_up(client, EMAIL)
    client.post("/logout/")
    assert "_auth_user_id" not in client.session
    answer = sign_in_by_passkey(client, passkey)
    assert answer.headers["Location"] == "/me/"
    assert client.get("/me/").headers["Location"] == "/me/leaving/", "before its first use"
    assert client.get("/me/leaving/").status_code == 200


def test_by_password_the_app_is_asked(client: Client) -> None:
    with_password(EMAIL)
    sign_in(client, EMAIL)
    secret = enrol_totp(client)
    client.post("/logout/")
    assert sign_in(client, EMAIL).headers["Location"] == "/login/second/"
    assert client.get("/me/").headers["Location"].startswith("/login/")
    wrong = client.post("/login/second/", {"code": "000000"})
    assert "コードが違います" in wrong.content.decode()
    code = totp_now(secret)
    assert client.post("/login/second/", {"code": code}).headers["Location"] == "/me/"
    client.post("/logout/")
    sign_in(client, EMAIL)
    again = client.post("/login/second/", {"code": code})
    assert again.status_code == 200, "a code works once"


def test_a_recovery_code_works_once(client: Client) -> None:
    sign_up(client, EMAIL)
    codes = client.get("/security/codes/").context["codes"]
    assert len(codes) == len(set(codes)) == 10
    client.post("/security/password/", {"password": PASSWORD})
    client.post("/logout/")
    sign_in(client, EMAIL)
    assert client.post("/login/second/", {"code": codes[3]}).headers["Location"] == "/me/"
    client.post("/logout/")
    sign_in(client, EMAIL)
    assert client.post("/login/second/", {"code": codes[3]}).status_code == 200


def test_a_password_alone_opens_nothing_private(client: Client) -> None:
    with_password(EMAIL)
    assert sign_in(client, EMAIL).status_code == 302
    assert client.get("/me/").headers["Location"] == "/security/first/"
    assert "マイページ" not in client.get("/about/sources/").content.decode(), "a stranger's page"
    assert client.get("/security/first/").status_code == 200
    assert client.get("/logout/").status_code == 200


def test_a_passkey_of_somebody_else_opens_nothing(client: Client) -> None:
    passkey = sign_up(client, EMAIL)
    stranger = Client()
    other = sign_up(stranger, "stranger@example.jp")
    for browser in (client, stranger):
        browser.post("/logout/")
    answer = sign_in_by_passkey(client, passkey, handle=other.handle)
    assert answer.headers["Location"] == "/login/"
    assert "_auth_user_id" not in client.session


def test_secrets_of_factors_lie_sealed(client: Client) -> None:
    with_password(EMAIL)
    sign_in(client, EMAIL)
    secret = enrol_totp(client)
    stored = User.objects.get(email=EMAIL).authenticator_set.all()
    assert stored.count() == 2
    assert secret not in json.dumps([factor.data for factor in stored])


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https:evil.example", "\\\\evil.example", "/\\evil.example",
               "https://evil.example/", "javascript:alert(1)", "http:///evil.example",
               "https://localhost/", " //evil.example", "/\t/evil.example", "%2f%2fevil.example",
               "https://testserver/", "https://testserver@evil.example/"]
)  # fmt: skip
def test_open_redirect_by_signing_in_or_out_is_refused(client: Client, target: str) -> None:
    with_password(EMAIL)
    answer = client.post(
        "/login/",
        {"login": EMAIL, "password": PASSWORD, "next": target},
        query_params={"next": target},
    )
    assert answer.headers["Location"] == "/me/"
    answer = client.post("/logout/", {"next": target})
    assert answer.headers["Location"] == "/"


def test_next_leads_back_inside(client: Client) -> None:
    with_password(EMAIL)
    page = client.get("/login/", {"next": "/sessions/?a=1"}).content.decode()
    assert '<input type="hidden" name="next" value="/sessions/?a=1">' in page
    answer = client.post(
        "/login/", {"login": EMAIL, "password": PASSWORD, "next": "/sessions/?a=1"}
    )
    assert answer.headers["Location"] == "/sessions/?a=1"


def test_the_session_is_another_after_signing_in(client: Client) -> None:
    with_password(EMAIL)
    client.get("/login/passkey/")
    before = client.session.session_key
    sign_in(client, EMAIL)
    assert client.session.session_key != before


def test_an_ended_account_stays_outside(client: Client) -> None:
    passkey = sign_up(client, EMAIL)
    User.objects.filter(email=EMAIL).update(is_active=False)
    fresh = Client()
    assert sign_in_by_passkey(fresh, passkey).headers["Location"] == "/login/closed/"
    assert fresh.get("/login/closed/").status_code == 200
    assert "_auth_user_id" not in fresh.session


def test_dangerous_pages_ask_again_after_five_minutes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    passkey = sign_up(client, EMAIL)
    guarded = ["/security/address/", "/security/password/", "/security/app/", "/security/codes/",
               "/security/codes/new/", "/security/passkeys/add/", "/security/line/"]  # fmt: skip
    for path in guarded[:-1]:
        assert client.get(path).status_code == 200, path
    later = time.time() + access.FRESH_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    for path in guarded:
        assert client.get(path).headers["Location"].startswith("/security/again/?next="), path
    way = client.get("/security/again/", {"next": "/security/address/"}).headers["Location"]
    assert way == "/security/again/passkey/?next=%2Fsecurity%2Faddress%2F"
    credential = passkey.get(options_in(client.get(way)))
    answer = client.post(way, {"credential": json.dumps(credential), "next": "/security/address/"})
    assert answer.headers["Location"] == "/security/address/"
    assert client.get("/security/address/").status_code == 200


def test_a_sign_in_of_somebody_else_is_not_fresh(client: Client) -> None:
    """`force_login` leaves no record; a record of another person in the session counts nothing."""
    sign_up(client, EMAIL)
    client.force_login(member())
    assert client.get("/security/address/").headers["Location"].startswith("/security/again/")


def test_the_names_under_which_allauth_keeps_its_record() -> None:
    assert allauth_login.AUTHENTICATION_METHODS_SESSION_KEY == access._RECORDS
    assert allauth_login._AUTHENTICATION_METHODS_USER_SESSION_KEY == access._RECORDS_OF


def test_news_about_the_account_goes_by_letter(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sign_up(client, EMAIL)
        client.post("/security/password/", {"password": PASSWORD})
        enrol_totp(client)
    subjects = [letter["subject"] for letter in letters(EMAIL)]
    assert subjects == ["確認コード", "パスワードを変更しました", "認証アプリを登録しました"]
