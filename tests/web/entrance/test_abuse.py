"""What is tried against an entrance: guesses, forged forms, odd addresses.

Links that lead elsewhere: `test_open_redirect_…` in test_signin and test_signup.
"""

from __future__ import annotations

import os
import re
import time

import pytest
from django.core.cache import cache
from django.test import Client

from funade.apps.accounts.models import User
from tests.web.entrance.people import (
    PASSWORD,
    ask,
    code_for,
    sign_in,
    sign_up,
    with_password,
)
from tests.web.entrance.test_pages import entrance_paths

pytestmark = pytest.mark.django_db
EMAIL = "taro@example.jp"


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.mark.slow
def test_ten_thousand_sign_in_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """FUNADE_TEST_TRIES=10000 for all of them; what a tenth shows is the same."""
    now = [time.time()]
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now[0])
    with_password(EMAIL)
    client = Client()
    tries = int(os.environ.get("FUNADE_TEST_TRIES", "1000"))
    statuses = [sign_in(client, EMAIL, f"guess {n} guess guess").status_code for n in range(tries)]
    assert statuses.count(200) == 5
    assert statuses.count(429) == tries - 5
    assert sign_in(client, EMAIL, PASSWORD).status_code == 429, "right, but not looked at"
    now[0] += 301
    assert sign_in(client, EMAIL, PASSWORD).status_code == 302, "the limit ends by itself"


def test_csrf_no_form_of_the_entrance_works_without_its_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(with_password(EMAIL))
    for pattern in entrance_paths():
        path = re.sub(r"<[^>]+>", "1", pattern)
        assert browser.post(path, {"login": EMAIL, "password": PASSWORD}).status_code == 403, path
    assert User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    "address", ["taro..y@docomo.ne.jp", "..taro@example.jp", "taro..@ezweb.ne.jp"]
)
def test_an_address_with_two_dots_signs_up_in_and_resets(client: Client, address: str) -> None:
    sign_up(client, address)
    client.post("/security/password/", {"password": PASSWORD})
    client.post("/logout/")
    assert sign_in(client, address).headers["Location"].startswith("/login/second/")
    other = Client()
    assert other.post("/reset/", {"email": address}).headers["Location"] == "/reset/code/"
    answer = other.post("/reset/code/", {"code": code_for(address)})
    assert answer.headers["Location"] == "/reset/password/"


@pytest.mark.parametrize(
    "address", ["taro@example..jp", "taro@.example.jp", "taro@example.jp.", "../../etc/passwd",
                "taro@../example.jp", "taro@example.jp/../x", "a@b\r\nBcc: c@example.jp"]
)  # fmt: skip
def test_dots_where_no_address_has_them_are_refused(client: Client, address: str) -> None:
    answer = ask(client, address)
    assert answer.status_code == 200
    assert "メールアドレスの形になっていません" in answer.content.decode()
