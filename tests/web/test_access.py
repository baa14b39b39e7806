"""Default deny: a stranger sees only what is marked public."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from funade.web.shared.access import is_public
from tests.web.routes import all_routes

# Every route that strangers may open. A new public page is a decision: it is added here by hand.
PUBLIC_ROUTES: frozenset[str] = frozenset(
    {
        "",
        "about/kept-data/",
        "about/nothing-sent/",
        "about/promises/",
        "about/sources/",
        "app.webmanifest",
        "demo/",
        "demo/enter/<slug:code>/",
        "demo/mail/",
        "demo/publish/",
        "exit/",
        "favicon.ico",
        "feeds/<str:token>.atom",
        "feeds/<str:token>.ics",
        "hooks/line/",
        "jobs/",
        "jobs/<slug:public_id>/",
        "jobs/clusters.json",
        "jobs/compare/",
        "jobs/kept/",
        "jobs/kept/cards/",
        "join/<token>/",
        "llms.txt",
        "login/",
        "login/closed/",
        "login/line/",
        "login/line/back/",
        "login/line/cancelled/",
        "login/passkey/",
        "login/second/",
        "logout/",
        "offline/",
        "reset/",
        "reset/code/",
        "reset/password/",
        "robots.txt",
        "signup/",
        "signup/code/",
        "signup/passkey/",
        "signup/password/",
        "sitemap-jobs-<int:page>.xml",
        "sitemap.xml",
        "stop/<str:token>/",
        "sw.js",
    }
)


@pytest.mark.urls("tests.web.sample_urls")
def test_stranger_is_sent_to_the_login(client: Client) -> None:
    response = client.get("/private")
    assert response.status_code == 302
    assert response.headers["Location"] == "/login/?next=/private"


@pytest.mark.urls("tests.web.sample_urls")
def test_stranger_opens_a_public_view(client: Client) -> None:
    assert client.get("/front").content == b"front"


@pytest.mark.django_db
@pytest.mark.urls("tests.web.sample_urls")
def test_member_opens_a_private_view(client: Client) -> None:
    client.force_login(get_user_model().objects.create(email="member@example.jp"))
    assert client.get("/private").content == b"private"


def test_public_routes_are_the_listed_ones() -> None:
    assert {route.pattern for route in all_routes() if is_public(route.view)} == PUBLIC_ROUTES


def test_stranger_is_refused_everywhere_else(client: Client) -> None:
    for route in all_routes():
        if not is_public(route.view) and "<" not in route.pattern:
            response = client.get(f"/{route.pattern}")
            assert response.status_code == 302, route.pattern
            assert response.headers["Location"].startswith("/login/"), route.pattern
