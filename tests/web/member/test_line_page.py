"""/me/line/: one next step, freshly signed in, and nobody else's connection."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from funade.apps.accounts.models import User
from funade.apps.notices.actions.line import complete_link, prepare_link
from funade.apps.notices.channels.line import links
from funade.apps.notices.models import LineLink, LineNonce
from funade.core.privacy.neutral import betrayals
from tests.factories.accounts import NOW, TESTER, member, signed_in
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

URL = "/me/line/"
USER = "U" + "1" * 32
TOKEN = "NMZTNuVrPTqlr2IF8Bnymkb7rXfYv5EY"


@pytest.fixture(autouse=True)
def configured(settings: Settings) -> None:
    settings.FUNADE_LINE_CHANNEL_SECRET = settings.FUNADE_LINE_CHANNEL_TOKEN = "x"
    settings.FUNADE_LINE_BASIC_ID = "@funade"


def linked(user: User, line_user: str = USER) -> None:
    nonce = prepare_link(actor=TESTER, user_id=user.pk, now=NOW)
    assert complete_link(actor=TESTER, line_user=line_user, nonce=nonce, now=NOW)


def fresh(client: Client, seconds_ago: float = 0) -> Client:
    """The note that allauth leaves at a sign-in."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - seconds_ago}
    ]
    session.save()
    return client


def text(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_first_the_steps() -> None:
    page = text(signed_in())
    assert 'href="https://line.me/R/ti/p/%40funade" rel="noreferrer noopener"' in page
    assert "つながりを外す" not in page


def test_without_settings_it_says_so(settings: Settings) -> None:
    settings.FUNADE_LINE_CHANNEL_TOKEN = ""
    page = text(signed_in(), f"{URL}?linkToken={TOKEN}")
    assert "LINEでのお知らせを用意していません" in page
    assert "<form" not in page.split('id="main"')[1]


def test_only_ones_own_connection_is_shown() -> None:
    user, stranger = member(), member()
    linked(user)
    assert "つながっています" in text(signed_in(user))
    assert "つながっています" not in text(signed_in(stranger))


def test_a_fresh_sign_in_leads_to_lines_dialog() -> None:
    user = member()
    client = fresh(signed_in(user))
    assert TOKEN in text(client, f"{URL}?linkToken={TOKEN}")
    page = client.post(f"{URL}start/", {"linkToken": TOKEN}).content.decode()
    found = re.search(r'href="(https://access\.line\.me/[^"]+)" rel="noreferrer noopener"', page)
    assert found
    url = unescape(found[1])
    nonce = url.partition("&nonce=")[2]
    assert url == links.dialog_url(TOKEN, nonce)
    assert nonce not in str(list(LineNonce.objects.values()))
    assert complete_link(actor=TESTER, line_user=USER, nonce=nonce, now=NOW)
    assert links.address_of(user.pk) == USER


@pytest.mark.parametrize("seconds_ago", [None, 301])
def test_a_stale_session_confirms_first_and_comes_back(seconds_ago: float | None) -> None:
    client = signed_in()
    if seconds_ago is not None:
        fresh(client, seconds_ago)
    response = client.post(f"{URL}start/", {"linkToken": TOKEN})
    assert response.status_code == 302
    assert response.headers["Location"] == (
        f"{reverse('account_reauthenticate')}?next=%2Fme%2Fline%2F%3FlinkToken%3D{TOKEN}"
    )
    assert not LineNonce.objects.exists()


@pytest.mark.parametrize("token", ["", "short", "a b", '"><script>', "https://elsewhere.example/"])
def test_what_cannot_be_a_token_is_dropped(token: str) -> None:
    client = fresh(signed_in())
    response = client.get(URL, {"linkToken": token})
    assert "このLINEで受け取りますか" not in response.content.decode()
    response = client.post(f"{URL}start/", {"linkToken": token})
    assert response.headers["Location"] == URL
    assert not LineNonce.objects.exists()


def test_disconnecting_takes_only_ones_own() -> None:
    user, stranger = member(), member()
    linked(user)
    linked(stranger, "U" + "2" * 32)
    assert signed_in(stranger).post(f"{URL}stop/").headers["Location"] == URL
    assert [row.user_id for row in LineLink.objects.all()] == [user.pk]


@pytest.mark.parametrize("path", ["start/", "stop/"])
def test_acts_need_the_forms_token(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member())
    assert client.post(f"{URL}{path}").status_code == 403
    assert signed_in().get(f"{URL}{path}").status_code == 405


def test_s13_titles_and_addresses_betray_nothing() -> None:
    client = fresh(signed_in())
    pages = [
        text(client),
        client.post(f"{URL}start/", {"linkToken": TOKEN}).content.decode(),
    ]
    for page in pages:
        title = re.search("<title>(.*?)</title>", page)
        assert title
        assert not betrayals(title[1] + URL)


def test_the_page_asks_little() -> None:
    user = member()
    linked(user)
    client = signed_in(user)
    with assert_queries(3):  # session, member, link
        client.get(URL)
