"""Every page, by every kind of visitor: strict headers, nothing elsewhere, neutral names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from funade.apps.accounts.models import User
from funade.core.privacy.neutral import betrayals
from funade.web.public.pages.promises import GROUPS
from funade.web.shared.access import is_public
from tests.consistency import tree
from tests.factories.accounts import settled, signed_in, staff
from tests.factories.listings import publish
from tests.web.routes import all_routes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.ignore_template_errors,  # pages of allauth's that are not ours are walked too
]

# What a browser fetches without being asked, as opposed to links that a person follows.
_FETCHED = re.compile(
    r'<(?:script|img|iframe|source|video|audio|embed|object|form)\b[^>]*?\b(?:src|data|action|srcset)="([^"]+)"'
    r'|<link\b[^>]*?\bhref="([^"]+)"'
)
_LINK = re.compile(r"<a\b[^>]*>")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BRAND = re.compile(r" \| Funade$")


def private_paths() -> list[str]:
    """Every private address without a variable part."""
    routes = [route for route in all_routes() if not is_public(route.view)]
    return [f"/{route.pattern}" for route in routes if not re.search(r"[<(^]", route.pattern)]


def proven(user: User) -> User:
    """With a confirmed address, as everybody has who signed up."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def visitors() -> dict[str, Client]:
    people = {"member": proven(settled()), "staff": proven(staff())}
    return {"guest": Client()} | {name: signed_in(user) for name, user in people.items()}


def paths() -> list[str]:
    everywhere = [f"/{it.pattern}" for it in all_routes() if not re.search(r"[<(^]", it.pattern)]
    return [*everywhere, f"/jobs/{publish().public_id}/", "/nowhere/"]


def html_pages(browser: Client) -> Iterator[tuple[str, str]]:
    for path in paths():
        response = browser.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            yield path, response.content.decode()


@pytest.mark.parametrize("visitor", ["guest", "member", "staff"])
def test_s01_s02_nothing_leaves_any_page(visitor: str) -> None:
    browser = visitors()[visitor]
    seen = 0
    for path, html in html_pages(browser):
        seen += 1
        for found in _FETCHED.findall(html):
            address = found[0] or found[1]
            assert not re.match(r"[a-z]+:(?!$)|//", address) or address[:5] == "data:", (
                path,
                address,
            )
        for link in _LINK.findall(html):
            if re.search(r'href="(https?:)?//', link):
                assert 'rel="noreferrer noopener"' in link or 'rel="noopener noreferrer"' in link, (
                    path,
                    link,
                )
    assert seen > 8


@pytest.mark.parametrize("visitor", ["guest", "member", "staff"])
def test_s02_every_answer_is_strict(visitor: str) -> None:
    browser = visitors()[visitor]
    for path in paths():
        headers = browser.get(path).headers
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; "), path
        assert headers["Referrer-Policy"] == "no-referrer", path


def test_s13_private_addresses_say_nothing() -> None:
    private = [route for route in all_routes() if not is_public(route.view)]
    assert len(private) > 5
    assert not [route.pattern for route in private if betrayals(route.pattern)]


def test_s13_private_titles_say_nothing() -> None:
    browser = visitors()["member"]
    titles = {}
    for path in private_paths():
        response = browser.get(path)
        if found := _TITLE.search(response.content.decode()):
            titles[path] = _BRAND.sub("", found[1].strip())
    assert len(titles) > 5
    assert not {path: title for path, title in titles.items() if betrayals(title)}


def test_s04_s21_private_answers_are_neither_indexed_nor_stored() -> None:
    for browser in visitors().values():
        for path in private_paths():
            headers = browser.get(path).headers
            assert headers["X-Robots-Tag"] == "noindex", path
            assert headers["Cache-Control"] == "private, no-store", path


def test_what_is_promised_is_tested() -> None:
    tests = "".join(text for name, text in tree.texts() if name.startswith("tests/"))
    tested = set(re.findall(r"s\d\d(?=_)", " ".join(re.findall(r"def (test_\w+)", tests))))
    for _, promises in GROUPS:
        for promise in promises:
            assert promise.code.lower().replace("-", "") in tested, promise.code


def test_the_honest_page_is_linked_and_honest(client: Client) -> None:
    assert 'href="/about/promises/"' in client.get("/").content.decode()
    html = client.get("/about/promises/").content.decode()
    for words in (
        "勤務先の端末・Wi-Fiでは使わないでください",
        "DNS名",
        "履歴",
        "写し",
        "カレンダー",
    ):
        assert words in html
