"""STEALTH S-25: nobody can tell from outside whether an address has an account.

Each path is walked twice, by a known and by an unknown address: status, headers, body and cookies
are equal after what is random is masked, and so is the work: the same kinds of statements in the
same order, the same number of password hashings. `funade bench timing` measures the same paths.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import hashers
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fido2.utils import websafe_encode

from funade.apps.accounts.models import User
from tests.factories.accounts import member
from tests.web.entrance.passkey import Passkey
from tests.web.entrance.people import (
    ask,
    letters,
    sign_in,
    sign_in_by_passkey,
    sign_up,
    with_password,
)

pytestmark = pytest.mark.django_db

KNOWN = "known@example.jp"
UNKNOWN = "other@example.jp"  # as long as the known one
WARM = "first@example.jp"
_NETWORKS = {KNOWN: "203.0.113.1", UNKNOWN: "198.51.100.1", WARM: "198.18.0.1"}  # counted apart
_RANDOM = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'), "csrf"),
    (re.compile(r'"challenge": "[^"]+"'), "challenge"),
    (re.compile(f"{KNOWN}|{UNKNOWN}"), "address"),
)
_VERB = re.compile(r'^\s*(\w+)(?:.*?(?:FROM|INTO|UPDATE)\s+"?(\w+)"?)?', re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Seen:
    """What the outside sees of one path, and what the inside does for it."""

    status: int
    headers: dict[str, str]
    body: str
    cookies: list[str]
    statements: list[str]
    hashings: int


class Hashings:
    """Counts password hashings, real ones and those that only take time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        hasher = type(hashers.get_hasher())
        encode = hasher.encode

        def counted(hasher: Any, *args: Any, **kwargs: Any) -> Any:
            self.count += 1
            return encode(hasher, *args, **kwargs)

        monkeypatch.setattr(hasher, "encode", counted)


def observe(act: Callable[[Client, str], Any], email: str, hashings: Hashings) -> Seen:
    """One path in a fresh browser; only the last request of `act` is looked at closely."""
    client = Client(REMOTE_ADDR=_NETWORKS[email])
    before = hashings.count
    handle(email)  # looked up by the test, not by the path
    with CaptureQueriesContext(connection) as captured:
        response = act(client, email)
    body = response.content.decode()
    for pattern, name in _RANDOM:
        body = pattern.sub(name, body)
    return Seen(
        status=response.status_code,
        headers={k: v for k, v in response.items() if k not in {"Content-Length", "Expires"}},
        body=body,
        cookies=sorted(response.cookies),
        statements=[_kind(query["sql"]) for query in captured.captured_queries],
        hashings=hashings.count - before,
    )


def _kind(sql: str) -> str:
    found = _VERB.match(sql)
    assert found
    return f"{found[1]} {found[2] or ''}".strip()


_handles: dict[str, str] = {}


def handle(email: str) -> None:
    """Notes under which name a passkey of that account would come."""
    user = User.objects.filter(email=email).first()
    known = user or User(pk=999_999_999)
    _handles[email] = websafe_encode(user_pk_to_url_str(known).encode())


def _wrong_passkey(client: Client, email: str) -> Any:
    return sign_in_by_passkey(client, Passkey(), handle=_handles[email])


def _code(path: str, start: Callable[[Client, str], Any]) -> Callable[..., Any]:
    def act(client: Client, email: str) -> Any:
        start(client, email)
        return client.post(path, {"code": "1234-5678"})

    return act


def _last_code(path: str, start: Callable[[Client, str], Any]) -> Callable[..., Any]:
    def act(client: Client, email: str) -> Any:
        start(client, email)
        for _ in range(4):
            client.post(path, {"code": "1234-5678"})
        return client.post(path, {"code": "1234-5678"})

    return act


def _reset(client: Client, email: str) -> Any:
    return client.post("/reset/", {"email": email})


PATHS: dict[str, Callable[[Client, str], Any]] = {
    "login": lambda client, email: sign_in(client, email, "wrong wrong wrong wrong"),
    "login without a password": lambda client, email: sign_in(client, email, ""),
    "login, next": lambda client, email: sign_in(
        client, email, "wrong", query_params={"next": "/me/"}
    ),
    "signup": ask,
    "signup, then its page": lambda client, email: (
        ask(client, email),
        client.get("/signup/code/"),
    )[1],
    "signup code": _code("/signup/code/", ask),
    "signup, last code": _last_code("/signup/code/", ask),
    "signup, next step": lambda client, email: (ask(client, email), client.get("/signup/passkey/"))[
        1
    ],
    "reset": _reset,
    "reset, then its page": lambda client, email: (
        _reset(client, email),
        client.get("/reset/code/"),
    )[1],
    "reset code": _code("/reset/code/", _reset),
    "reset, last code": _last_code("/reset/code/", _reset),
    "reset, next step": lambda client, email: (
        _reset(client, email),
        client.get("/reset/password/"),
    )[1],
    "passkey start": lambda client, email: client.get("/login/passkey/", {"login": email}),
    "passkey": _wrong_passkey,
    "LINE": lambda client, email: client.post("/login/line/", {"login": email}),
}


def _same(act: Callable[[Client, str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    hashings = Hashings(monkeypatch)
    warm = observe(act, WARM, hashings)  # loads what is loaded once
    known, unknown = (observe(act, email, hashings) for email in (KNOWN, UNKNOWN))
    assert known == unknown
    assert warm.status == unknown.status


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", ["passkey", "password", "neither"])
def test_s25_a_known_address_is_like_an_unknown_one(
    path: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    match kind:
        case "passkey":
            sign_up(Client(REMOTE_ADDR="192.0.2.1"), KNOWN)
        case "password":
            with_password(KNOWN)
        case "neither":
            member(KNOWN)
    cache.clear()  # signing up has just counted a letter to the known address
    _same(PATHS[path], monkeypatch)


def test_s25_another_address_that_is_taken_is_like_a_free_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member(KNOWN)

    def change(client: Client, email: str) -> Any:
        return mine.post("/security/address/", {"email": email})

    def wrong_code(client: Client, email: str) -> Any:
        change(client, email)
        return mine.post("/security/address/code/", {"code": "1234-5678"})

    for act in (change, wrong_code):
        mine = Client()
        sign_up(mine, f"mine-{act.__name__.replace('_', '-')}@example.jp")
        with monkeypatch.context() as inner:
            _same(act, inner)


def test_s25_login_hashes_once_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the equality above is not that of two zeros."""
    sign_up(Client(REMOTE_ADDR="192.0.2.1"), KNOWN)
    hashings = Hashings(monkeypatch)
    assert observe(PATHS["login"], KNOWN, hashings).hashings == 1
    assert observe(PATHS["login"], UNKNOWN, hashings).hashings == 1


def test_s25_only_the_letter_tells(client: Client) -> None:
    member(KNOWN)
    for email in (KNOWN, UNKNOWN):
        ask(Client(), email)
        _reset(Client(), email)
    assert [it["subject"] for it in letters(KNOWN)] == [
        "登録のお手続きについて",
        "確認コード（パスワード）",
    ]
    assert [it["subject"] for it in letters(UNKNOWN)] == [
        "確認コード",
        "パスワードのお手続きについて",
    ]


def test_s25_no_code_fits_where_none_was_written(client: Client) -> None:
    """What a refused address waits for has letters, so no eight digits are it."""
    member(KNOWN)
    ask(client, KNOWN)
    stored = client.session["proof:sign-up"]
    assert json.dumps(stored).count(KNOWN) == 1
    assert client.post("/signup/code/", {"code": "1234-5678"}).status_code == 200
    assert not User.objects.exclude(email=KNOWN).exists()
