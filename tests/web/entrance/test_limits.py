"""Too many tries are refused clearly, and the refusal ends by itself."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.entrance.people import PASSWORD, ask, letters, sign_in, with_password

pytestmark = pytest.mark.django_db
EMAIL = "taro@example.jp"


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time allauth counts with; `clock[0] += 60` is a minute later."""
    now = [time.time()]
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now[0])
    return now


@pytest.mark.parametrize("known", [True, False])
def test_one_account_from_many_networks(clock: list[float], *, known: bool) -> None:
    if known:
        with_password(EMAIL)
    for number in range(5):
        client = Client(REMOTE_ADDR=f"198.51.{number}.1")
        assert sign_in(client, EMAIL, "wrong wrong wrong").status_code == 200
    refused = sign_in(Client(REMOTE_ADDR="198.51.99.1"), EMAIL, PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "300"
    page = refused.content.decode()
    assert "自動で元に戻ります" in page
    assert "パスキーでログインできます" in page
    clock[0] += 301
    again = sign_in(Client(REMOTE_ADDR="198.51.99.1"), EMAIL, PASSWORD)
    assert again.status_code == (302 if known else 200)


def test_many_accounts_from_one_network(clock: list[float]) -> None:
    statuses = [
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{n}"), f"a{n}@example.jp", "wrong").status_code
        for n in range(25)
    ]
    assert statuses[:20] == [200] * 20
    assert statuses[20:] == [429] * 5
    assert sign_in(Client(REMOTE_ADDR="198.51.100.1"), "a@example.jp", "wrong").status_code == 200
    clock[0] += 61
    assert sign_in(Client(REMOTE_ADDR="203.0.113.1"), "a@example.jp", "wrong").status_code == 200


def test_letters_to_one_address_are_few(clock: list[float]) -> None:
    statuses = [
        ask(Client(REMOTE_ADDR=f"198.51.{n}.1"), "new@example.jp").status_code for n in range(7)
    ]
    assert statuses == [302] * 5 + [429] * 2
    assert len(letters("new@example.jp")) == 5
    clock[0] += 15 * 60 + 1
    assert ask(Client(), "new@example.jp").status_code == 302


def test_a_flood_of_keys_does_not_lift_a_limit(clock: list[float]) -> None:
    """Django's default of 300 entries would throw counts away under the flood they count."""
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"198.51.{number}.1"), EMAIL, "wrong")
    for number in range(600):
        cache.set(f"flood-{number:04}", 1, 300)
        cache.set(f"zzzz-{number:04}", 1, 300)
    assert sign_in(Client(REMOTE_ADDR="198.51.99.1"), EMAIL, "wrong").status_code == 429


def test_codes_of_a_second_factor_are_counted(client: Client) -> None:
    from tests.web.entrance.people import enrol_totp

    with_password(EMAIL)
    sign_in(client, EMAIL)
    enrol_totp(client)
    client.post("/logout/")
    sign_in(client, EMAIL)
    answers = [
        client.post("/login/second/", {"code": f"{n:06}"}).content.decode() for n in range(7)
    ]
    assert "コードが違います" in answers[0]
    assert "いったん止めています" in answers[6]


@pytest.mark.parametrize("field", ["login", "password"])
def test_oversized_input_is_refused(client: Client, field: str) -> None:
    form = {"login": EMAIL, "password": PASSWORD, field: "a" * 100_000}
    assert client.post("/login/", form).status_code == 200
    huge = client.post("/login/", {**form, field: "a" * 3_000_000})
    assert huge.status_code == 400
