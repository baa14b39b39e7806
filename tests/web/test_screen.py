"""The shared screen on the server: leaving, locking, coming back (STEALTH S-18 to S-21)."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from funade.apps.accounts.models import Draft, Session, User
from funade.core.privacy.exits import EXITS, Exit
from tests.factories.accounts import member, settled, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/me/settings/"
UNLOCK = "/unlock/?next=%2Fme%2Fsettings%2F"
DRAFT = {"path": "/me/settings/lock/", "title": "題", "fields": [["note", "書きかけ"]]}


@pytest.fixture
def user() -> User:
    return settled()


@pytest.fixture
def browser(user: User) -> Client:
    return signed_in(user)


def session_of(browser: Client) -> Session:
    return Session.objects.get(session_key=browser.session.session_key)


def idle(browser: Client, minutes: float) -> None:
    """Nobody has done anything for so long."""
    Session.objects.filter(session_key=browser.session.session_key).update(
        seen_at=timezone.now() - timedelta(minutes=minutes)
    )


def prove(browser: Client, **record: object) -> None:
    """As allauth writes it when somebody has proved who they are."""
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True, **record}
    ]
    session.save()


@pytest.mark.parametrize("chosen", EXITS, ids=lambda it: it.code)
def test_s18_leaving_without_javascript(browser: Client, user: User, chosen: Exit) -> None:
    User.objects.filter(pk=user.pk).update(exit_to=chosen.code)
    assert f'data-to="{chosen.url}"' in browser.get(PAGE).content.decode()
    response = browser.post("/exit/")
    html = response.content.decode()
    assert response.status_code == 200
    assert ("http-equiv" in html) == bool(chosen.url)
    assert f"url={chosen.url}" in html or not chosen.url
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert browser.get(PAGE).headers["Location"] == UNLOCK


def test_s18_a_stale_or_signed_out_page_can_leave_too(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post("/exit/", {"by_script": "1"}).status_code == 204
    assert session_of(browser).locked_at is not None
    assert Client().post("/exit/").status_code == 200


def test_somebody_elses_page_cannot_lock(browser: Client) -> None:
    browser.post("/exit/", headers={"sec-fetch-site": "cross-site"})
    assert session_of(browser).locked_at is None


def test_looking_at_the_blank_page_locks_nothing(browser: Client) -> None:
    assert browser.get("/exit/").status_code == 200
    assert session_of(browser).locked_at is None


def test_s18_the_lock_is_this_browsers_only(browser: Client, user: User) -> None:
    other, stranger = signed_in(user), signed_in(settled())
    browser.post("/exit/")
    assert other.get(PAGE).status_code == 200
    assert stranger.get(PAGE).status_code == 200


def test_s18_drafts_are_offered_after_unlocking(browser: Client) -> None:
    browser.post("/exit/", {"by_script": "1", "draft": json.dumps(DRAFT)})
    draft = Draft.objects.get()
    prove(browser)
    response = browser.get("/unlock/?next=/me/settings/lock/")
    assert response.headers["Location"] == f"/me/settings/lock/?draft={draft.pk}"
    html = browser.get(response.headers["Location"]).content.decode()
    assert "書きかけの入力があります" in html
    assert '[["note", "\\u66f8\\u304d\\u304b\\u3051"]]' in html
    assert "書きかけがあります" in browser.get("/me/").content.decode()
    assert "書きかけ</li>" in browser.get("/me/drafts/").content.decode()
    browser.post("/me/drafts/", {"drop": draft.pk})
    assert "draft-offer" not in browser.get(response.headers["Location"]).content.decode()


def test_a_draft_is_offered_to_its_member_on_its_page_only(browser: Client) -> None:
    browser.post("/exit/", {"by_script": "1", "draft": json.dumps(DRAFT)})
    draft = Draft.objects.get()
    stranger = signed_in(settled())
    asked = f"?draft={draft.pk}"
    assert "draft-offer" not in stranger.get(f"/me/settings/lock/{asked}").content.decode()
    stranger.post("/me/drafts/", {"drop": draft.pk})
    prove(browser)
    assert "draft-offer" not in browser.get(f"/me/settings/{asked}").content.decode()
    assert "draft-offer" in browser.get(f"/me/settings/lock/{asked}").content.decode()
    assert "draft-offer" not in browser.get("/me/settings/lock/?draft=x²").content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        json.dumps({**DRAFT, "fields": [["password", "geheim"], ["otp_code", "123456"]]}),
        json.dumps({**DRAFT, "fields": [["note", " "]]}),
        json.dumps({**DRAFT, "fields": [["note", 1]]}),
        json.dumps({**DRAFT, "fields": 7}),
        json.dumps({**DRAFT, "path": "//evil.example/"}),
        json.dumps({**DRAFT, "path": "javascript:alert(1)"}),
        json.dumps({**DRAFT, "fields": [["note", "あ" * 40_000]]}),
        json.dumps({**DRAFT, "fields": [["note", "a"]] * 201}),
    ],
)
def test_s18_what_is_no_draft_is_not_kept_but_locks(browser: Client, text: str) -> None:
    assert browser.post("/exit/", {"by_script": "1", "draft": text}).status_code == 204
    assert not Draft.objects.exists()
    assert session_of(browser).locked_at is not None


def test_s20_an_idle_screen_locks_on_the_next_request(browser: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(lock_minutes=3)
    idle(browser, 2.9)
    assert browser.get(PAGE).status_code == 200
    idle(browser, 3.1)
    response = browser.get(PAGE)
    assert response.headers["Location"] == UNLOCK
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert response.headers["Cache-Control"] == "private, no-store"
    again = browser.get(PAGE)
    assert again.headers["Location"] == UNLOCK
    assert "Clear-Site-Data" not in again.headers


def test_s20_every_private_page_is_closed_while_locked(browser: Client) -> None:
    browser.post("/exit/")
    private = ("/me/", "/me/drafts/", "/security/", "/security/address/", "/sessions/", "/present/")
    for path in private:
        location = browser.get(path).headers["Location"]
        assert location.startswith("/unlock/?next="), path


def test_s20_a_locked_page_says_nothing_about_anybody(browser: Client, user: User) -> None:
    browser.post("/exit/")
    html = browser.get(UNLOCK).content.decode()
    assert "画面をロックしています" in html
    assert user.email not in html
    assert "next=%2Funlock%2F%3Fnext%3D%252Fme%252Fsettings%252F" in html


def test_s20_only_a_fresh_reauthentication_opens(browser: Client) -> None:
    prove(browser)
    browser.post("/exit/")
    assert browser.get(PAGE).status_code == 302  # a proof from before the lock
    prove(browser, reauthenticated=False)
    assert browser.get(PAGE).status_code == 302  # the first of two steps
    prove(browser)
    assert browser.get(UNLOCK).headers["Location"] == PAGE
    assert browser.get(PAGE).status_code == 200
    assert session_of(browser).locked_at is None


@pytest.mark.parametrize("bad", ["//evil.example/", "https://evil.example/", "me", ""])
def test_unlocking_leads_nowhere_else(browser: Client, bad: str) -> None:
    assert browser.get("/unlock/", {"next": bad}).headers["Location"] == "/me/"


def test_s20_polling_is_no_sign_of_a_person(browser: Client) -> None:
    for headers in ({"x-background": "1"}, {"sec-purpose": "prefetch"}):
        idle(browser, 4)
        assert browser.get(PAGE, headers=headers).status_code == 200
        assert timezone.now() - session_of(browser).seen_at > timedelta(minutes=3)
    assert browser.get("/present/").status_code == 204
    assert timezone.now() - session_of(browser).seen_at < timedelta(minutes=1)
    idle(browser, 6)
    assert browser.get(PAGE, headers={"x-background": "1"}).status_code == 409


def test_s20_htmx_leaves_the_page(browser: Client) -> None:
    browser.post("/exit/")
    assert browser.get(PAGE, headers={"hx-request": "true"}).headers["HX-Redirect"] == UNLOCK


def test_s18_a_form_that_comes_too_late_is_kept(browser: Client) -> None:
    idle(browser, 6)
    fields = {"exit_to": "blank", "csrfmiddlewaretoken": "x", "password": "geheim"}
    response = browser.post("/me/settings/lock/", fields)
    assert response.headers["Location"] == "/unlock/?next=%2Fme%2Fdrafts%2F"
    prove(browser)
    html = browser.get("/me/drafts/").content.decode()
    assert "<li>blank</li>" in html
    assert "geheim" not in html


def test_s19_public_pages_see_a_stranger_while_locked(browser: Client) -> None:
    assert 'data-screen="public"' in browser.get("/about/promises/").content.decode()
    browser.post("/exit/")
    response = browser.get("/about/promises/")
    assert "data-screen" not in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", [PAGE, "/about/promises/", "/me/leaving/", "/"])
def test_s21_what_a_member_sees_is_not_stored(browser: Client, path: str) -> None:
    response = browser.get(path)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]
    assert ("X-Robots-Tag" in response.headers) == path.startswith("/me/")


def test_s04_strangers_are_told_not_to_index_private_routes(client: Client) -> None:
    assert client.get(PAGE).headers["X-Robots-Tag"] == "noindex"
    public = client.get("/about/promises/")
    assert "X-Robots-Tag" not in public.headers
    assert "Cache-Control" not in public.headers


def test_s19_signing_out_forgets(browser: Client) -> None:
    assert browser.post("/logout/").headers["Clear-Site-Data"] == '"cache"'
    assert browser.get(PAGE).headers["Location"].startswith("/login/")


def test_a_locked_member_may_sign_out(browser: Client) -> None:
    browser.post("/exit/")
    assert browser.post("/logout/").headers["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.filter(locked_at__isnull=False).exists()


def test_s18_it_is_explained_before_its_first_use() -> None:
    browser = signed_in(member())
    assert browser.get("/me/").headers["Location"] == "/me/leaving/"
    html = browser.get("/me/leaving/").content.decode()
    assert "履歴は消えません" in html
    chosen = {"exit_to": "blank", "lock_minutes": "10"}
    assert browser.post("/me/leaving/", chosen).headers["Location"] == "/me/?saved=1"
    html = browser.get("/me/").content.decode()
    assert 'data-to="" data-lock-seconds="600"' in html


@pytest.mark.parametrize(
    "wrong",
    [{}, {"exit_to": "evil", "lock_minutes": "5"}, {"exit_to": "jma", "lock_minutes": "31"}],
)
def test_a_wrong_choice_changes_nothing(browser: Client, wrong: dict[str, str]) -> None:
    response = browser.post("/me/settings/lock/", wrong)
    assert response.status_code == 422
    assert "<title>エラー: " in response.content.decode()
    assert User.objects.get().lock_minutes == 5


def test_s19_a_page_that_overtakes_the_exit_is_locked_on_arrival(browser: Client) -> None:
    browser.cookies["left"] = "1"  # set by the page in the moment it was left
    response = browser.get(PAGE)
    assert response.headers["Location"].startswith("/unlock/")
    assert response.cookies["left"]["max-age"] == 0
    del browser.cookies["left"]
    assert browser.get(PAGE).headers["Location"].startswith("/unlock/")
