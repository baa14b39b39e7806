"""Every page of the entrance: ours, neutral, stored nowhere, and a GET that writes nothing."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from funade.core.privacy.neutral import betrayals
from tests.consistency.tree import TREE
from tests.web.entrance.people import ask, sign_in, sign_up, with_password
from tests.web.routes import all_routes

pytestmark = pytest.mark.django_db
EMAIL = "taro@example.jp"
LINE = {
    "FUNADE_LINE_LOGIN_ID": "1234567890",
    "SOCIALACCOUNT_PROVIDERS": {
        "line": {
            "APPS": [{"client_id": "1234567890", "secret": "secret", "key": ""}],
            "SCOPE": ["profile"],
        }
    },
}
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_PART = re.compile(r"<[^>]+>")
_SHARED_FRAME = 'class="site-header"'


def entrance_paths() -> list[str]:
    """Addresses of all its routes."""
    found = [
        it
        for it in all_routes()
        if it.view.__module__.startswith(("funade.web.entrance", "allauth"))
    ]
    names = {it.pattern.partition("/")[0] for it in found}
    assert names == {"login", "logout", "signup", "reset", "security", "sessions",
                     "team", "join", "demo"}  # fmt: skip
    return [f"/{it.pattern}" for it in found]


def stranger(client: Client) -> None:
    """Nothing done yet."""


def half_signed_up(client: Client) -> None:
    ask(client, EMAIL)


def at_second_factor(client: Client) -> None:
    passkey_owner = Client(REMOTE_ADDR="192.0.2.1")
    sign_up(passkey_owner, EMAIL)
    passkey_owner.post("/security/password/", {"password": "umi no mukou ni aru machi"})
    sign_in(client, EMAIL, "umi no mukou ni aru machi")


def password_only(client: Client) -> None:
    with_password(EMAIL)
    sign_in(client, EMAIL)


def signed_in(client: Client) -> None:
    sign_up(client, EMAIL)


STATES = [stranger, half_signed_up, at_second_factor, password_only, signed_in]


@pytest.mark.parametrize("state", STATES, ids=lambda it: it.__name__)
@pytest.mark.parametrize("method", ["get", "head"])
def test_every_page_in_every_state(client: Client, state: object, method: str) -> None:
    assert callable(state)
    state(client)
    shown = 0
    key = Authenticator.objects.filter(type="webauthn").values_list("pk", flat=True).first() or 1
    with override_settings(**LINE):
        for pattern in entrance_paths():
            path = _PART.sub("1", pattern.replace("<int:pk>", str(key)))
            response = getattr(client, method)(path)
            assert response.status_code in {200, 302, 404, 405}, path
            if response.status_code in {200, 302}:
                assert "no-store" in response.headers.get("Cache-Control", "no-store")
            if method == "get" and response.headers.get("Content-Type", "").startswith("text/html"):
                shown += _looks_right(path, response)
    assert shown or method == "head"


def _looks_right(path: str, response: object) -> int:
    assert hasattr(response, "templates")
    for template in response.templates:
        name = str(template.origin.name)
        assert name.startswith(str(TREE)) or "/django/" in name, f"{path} shows {name}"
    if response.status_code != 200:  # type: ignore[attr-defined]
        return 0
    text = response.content.decode()  # type: ignore[attr-defined]
    assert _SHARED_FRAME in text
    assert '<meta name="robots" content="noindex">' in text
    title = _TITLE.search(text)
    assert title
    assert betrayals(title[1]) == [], path
    assert betrayals(path) == []
    return 1


@pytest.mark.parametrize("path", ["/login/", "/signup/", "/reset/"])
def test_nothing_is_stored_on_the_way(client: Client, path: str) -> None:
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_strangers_and_members_have_different_links_above(client: Client) -> None:
    page = client.get("/about/sources/").content.decode()
    assert 'href="/login/"' in page
    assert 'href="/signup/"' in page
    sign_up(client, EMAIL)
    page = client.get("/about/sources/").content.decode()
    assert 'href="/me/"' in page
    assert 'href="/login/"' not in page
