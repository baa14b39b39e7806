"""Signing up: address, code, passkey; or a password and an app."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from funade.apps.accounts.models import User
from funade.core.privacy.neutral import betrayals
from tests.factories.accounts import member
from tests.web.entrance.passkey import Passkey
from tests.web.entrance.people import (
    PASSWORD,
    ask,
    code_for,
    enrol_totp,
    letters,
    options_in,
    sign_up,
)

pytestmark = pytest.mark.django_db
NEW = "new@example.jp"


def test_by_passkey_in_three_steps(client: Client) -> None:
    sign_up(client, NEW)
    user = User.objects.get(email=NEW)
    assert user.is_physician
    assert not user.has_usable_password()
    assert client.session["_auth_user_id"] == str(user.pk)
    page = client.get("/security/codes/").content.decode()
    assert page.count("<li>") >= 10
    assert client.get("/security/").status_code == 200


def test_by_password_leads_to_an_app_before_anything_private(client: Client) -> None:
    ask(client, NEW)
    client.post("/signup/code/", {"code": code_for(NEW)})
    answer = client.post("/signup/password/", {"password": PASSWORD})
    assert answer.headers["Location"] == "/me/"
    for private in ("/me/", "/security/", "/security/address/", "/sessions/"):
        assert client.get(private).headers["Location"] == "/security/first/", private
    enrol_totp(client)
    assert client.get("/security/codes/").status_code == 200
    assert client.get("/me/").headers["Location"] == "/me/leaving/", "before its first use"


def test_every_step_says_where_it_is(client: Client) -> None:
    assert "1 / 3" in client.get("/signup/").content.decode()
    ask(client, NEW)
    assert "2 / 3" in client.get("/signup/code/").content.decode()
    client.post("/signup/code/", {"code": code_for(NEW)})
    assert "3 / 3" in client.get("/signup/passkey/").content.decode()


def test_who_was_on_the_way_to_an_invitation_gets_there(client: Client) -> None:
    work = "taro@med.example-u.ac.jp"
    there = "/join/abc/"
    hidden = f'<input type="hidden" name="next" value="{there}">'
    assert hidden in client.get("/signup/", {"next": there}).content.decode()
    assert hidden in ask(client, work, next=there).content.decode(), "the workplace page"
    ask(client, work, knowing="1", next=there)
    client.post("/signup/code/", {"code": code_for(work)})
    client.post("/signup/password/", {"password": PASSWORD})
    enrol_totp(client)
    assert f'href="{there}">控えました' in client.get("/security/codes/").content.decode()


def test_next_of_one_attempt_does_not_outlive_the_next(client: Client) -> None:
    ask(client, "somebody@example.jp", next="/join/abc/")
    sign_up(client, NEW)
    assert 'href="/me/">控えました' in client.get("/security/codes/").content.decode()


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https:evil.example", "/\\evil.example", "javascript:alert(1)",
               "https://evil.example/", "/\t/evil.example", "https://localhost/", "/" + "a" * 600]
)  # fmt: skip
def test_open_redirect_by_signing_up_is_refused(client: Client, target: str) -> None:
    shown = client.get("/signup/", {"next": target}).content.decode()
    assert 'name="next"' not in shown
    ask(client, NEW, next=target)
    client.post("/signup/code/", {"code": code_for(NEW)})
    client.post("/signup/password/", {"password": PASSWORD})
    enrol_totp(client)
    assert 'href="/me/">控えました' in client.get("/security/codes/").content.decode()


def test_no_account_before_the_address_is_proved(client: Client) -> None:
    ask(client, NEW)
    client.post("/signup/code/", {"code": "0000-0000"})
    assert not User.objects.filter(email=NEW).exists()
    assert client.get("/signup/passkey/").headers["Location"] == "/signup/"
    assert client.get("/signup/password/").headers["Location"] == "/signup/"


def test_full_width_digits_without_hyphen_are_the_code(client: Client) -> None:
    ask(client, NEW)
    wide = (
        code_for(NEW)
        .replace("-", "")
        .translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    )
    assert client.post("/signup/code/", {"code": wide}).headers["Location"] == "/signup/passkey/"


def test_five_wrong_codes_end_the_attempt(client: Client) -> None:
    ask(client, NEW)
    right = code_for(NEW)
    for _ in range(4):
        assert "コードが違います" in client.post("/signup/code/", {"code": "1"}).content.decode()
    assert client.post("/signup/code/", {"code": "1"}).headers["Location"] == "/signup/"
    assert client.post("/signup/code/", {"code": right}).headers["Location"] == "/signup/"


def test_a_code_ends_after_a_quarter_of_an_hour(client: Client) -> None:
    ask(client, NEW)
    session = client.session
    session["proof:sign-up"] = {**session["proof:sign-up"], "until": 0}
    session.save()
    answer = client.post("/signup/code/", {"code": code_for(NEW)})
    assert answer.headers["Location"] == "/signup/"


def test_a_code_is_not_readable_in_the_session(client: Client) -> None:
    ask(client, NEW)
    stored = json.dumps(dict(client.session.items()))
    assert code_for(NEW) not in stored
    assert code_for(NEW).replace("-", "") not in stored


def test_agreement_is_asked_for_and_what_was_typed_stays(client: Client) -> None:
    page = client.post("/signup/", {"email": NEW}).content.decode()
    assert "<title>エラー: " in page
    assert 'href="#id_agreed"' in page
    assert NEW in page
    assert letters(NEW) == []


@pytest.mark.parametrize("address", ["taro..y@docomo.ne.jp", "taro.@ezweb.ne.jp"])
def test_old_carrier_addresses_are_confirmed_by_sending(client: Client, address: str) -> None:
    sign_up(client, address)
    assert User.objects.filter(email=address).exists()


@pytest.mark.parametrize("address", ["a" * 300 + "@example.jp", "taro", "a@b\nBcc: c@example.jp"])
def test_what_cannot_be_an_address_is_refused(client: Client, address: str) -> None:
    answer = ask(client, address)
    assert answer.status_code == 200
    assert "エラー: " in answer.content.decode()


def test_s15_a_workplace_address_is_asked_about_before_anything_is_sent(client: Client) -> None:
    work = "taro@med.example-u.ac.jp"
    page = ask(client, work).content.decode()
    assert "勤務先のメールアドレスは使わないでください" in page
    assert letters(work) == []
    changed = ask(client, work, change="1").content.decode()
    assert f'value="{work}"' in changed
    assert letters(work) == []
    assert ask(client, work, knowing="1").headers["Location"] == "/signup/code/"
    assert len(letters(work)) == 1


def test_a_passkey_made_elsewhere_is_refused(client: Client) -> None:
    ask(client, NEW)
    client.post("/signup/code/", {"code": code_for(NEW)})
    options = options_in(client.get("/signup/passkey/"))
    stolen = Passkey(host="evil.example").create(options)
    answer = client.post("/signup/passkey/", {"credential": json.dumps(stolen)})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "credential", ["", "[]", "{}", '"x"', "null", '{"response": 1}', "x" * 30_000]
)
def test_rubbish_for_a_passkey_is_no_500(client: Client, credential: str) -> None:
    ask(client, NEW)
    client.post("/signup/code/", {"code": code_for(NEW)})
    client.get("/signup/passkey/")
    assert client.post("/signup/passkey/", {"credential": credential}).status_code == 200
    assert client.post("/login/passkey/", {"credential": credential}).status_code == 302


def test_s13_letters_are_neutral(client: Client) -> None:
    stranger = member()
    ask(client, NEW)
    ask(client, stranger.email)
    for address in (NEW, stranger.email):
        letter = letters(address)[-1]
        text = "\n".join(letter["lines"])
        assert betrayals(letter["subject"]) == []
        assert betrayals(text) == []
