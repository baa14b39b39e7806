"""保存した条件 and 新着: what one member sees of their own, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from funade.apps.accounts.models import User
from funade.apps.careers import following
from funade.apps.careers.actions import searches as actions
from funade.apps.careers.models import Alert, SavedSearch
from funade.apps.catalog import index
from funade.apps.notices.enums import Pace
from funade.core.search.query import Query
from tests.factories.accounts import member, signed_in
from tests.factories.listings import NOW, posting_draft, publish
from tests.factories.searches import saved
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_memory(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.FUNADE_DATA_DIR = tmp_path
    index.forget()
    following.forget()
    yield
    index.forget()


@pytest.fixture
def owner() -> User:
    return member()


@pytest.fixture
def client(owner: User) -> Client:
    return signed_in(owner)


@pytest.fixture
def stranger() -> Client:
    return signed_in()


def alert(search: SavedSearch, title: str = "一般内科外来") -> Alert:
    posting = publish(posting_draft(title=title))
    return Alert.objects.create(
        search=search, user_id=search.user_id, posting=posting, version=0, reason="new", at=NOW
    )


def test_a_search_is_saved_from_its_address_and_only_once(client: Client, owner: User) -> None:
    for params in ("kind=spot&dept=01001&page=3&hide=7", "dept=01001"):
        response = client.post("/me/searches/save/", {"params": params})
        assert response.headers["Location"] == "/me/searches/"
    row = SavedSearch.objects.get()
    assert (row.user_id, row.params) == (owner.pk, "dept=01001")
    assert "内科" in client.get("/me/searches/").content.decode()


def test_nothing_to_save_is_said(client: Client) -> None:
    page = client.post("/me/searches/save/", {"params": "kind=spot"}).content.decode()
    assert "<title>エラー: " in page
    assert "条件がありません" in page
    assert not SavedSearch.objects.exists()


def test_twenty_are_enough(client: Client, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    saved(owner)
    page = client.post("/me/searches/save/", {"params": "dept=02035"}).content.decode()
    assert "1件までです" in page
    assert SavedSearch.objects.count() == 1


def test_name_and_pace_are_changed_and_the_name_is_sealed(client: Client, owner: User) -> None:
    search = saved(owner)
    change = {"act": "change", "name": "  水曜の　午前 ", "pace": "weekly"}
    client.post(f"/me/searches/{search.pk}/", change)
    search.refresh_from_db()
    assert search.pace == Pace.WEEKLY
    assert "水曜" not in search.name_sealed
    assert "水曜の 午前" in client.get("/me/searches/").content.decode()


def test_a_search_is_paused_resumed_and_deleted(client: Client, owner: User) -> None:
    search = saved(owner)
    for act, paused in (("pause", True), ("resume", False)):
        client.post(f"/me/searches/{search.pk}/", {"act": act})
        search.refresh_from_db()
        assert search.paused is paused
    client.post(f"/me/searches/{search.pk}/", {"act": "delete"})
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("act", ["change", "pause", "resume", "delete", "nonsense"])
def test_a_stranger_touches_nothing(stranger: Client, owner: User, act: str) -> None:
    search = saved(owner)
    assert stranger.post(f"/me/searches/{search.pk}/", {"act": act}).status_code == 404
    after = SavedSearch.objects.get()
    assert (after.updated_at, after.paused) == (search.updated_at, False)
    assert "内科" not in stranger.get("/me/searches/").content.decode()


def test_news_are_the_members_own(client: Client, stranger: Client, owner: User) -> None:
    found = alert(saved(owner), "訪問診療のお手伝い")
    page = client.get("/me/news/").content.decode()
    assert "訪問診療のお手伝い" in page
    assert "badge--new" in page
    assert "訪問診療" not in stranger.get("/me/news/").content.decode()
    assert stranger.post(f"/me/news/{found.pk}/").status_code == 404
    assert client.get(f"/me/news/{found.pk}/").status_code == 405, "a link must not mark"


def test_opening_one_marks_it_and_leads_on(client: Client, owner: User) -> None:
    found = alert(saved(owner))
    response = client.post(f"/me/news/{found.pk}/")
    assert response.headers["Location"] == f"/jobs/{found.posting.public_id}/"
    assert "badge--new" not in client.get("/me/news/").content.decode()


def test_all_are_marked_at_once(client: Client, owner: User) -> None:
    mine, others = alert(saved(owner)), alert(saved())
    client.post("/me/news/seen/")
    mine.refresh_from_db()
    others.refresh_from_db()
    assert mine.seen_at is not None
    assert others.seen_at is None


def test_a_hidden_name_stays_hidden_in_the_news(client: Client, owner: User) -> None:
    posting = publish(posting_draft(name_hidden=True))
    search = saved(owner)
    Alert.objects.create(
        search=search, user=owner, posting=posting, version=0, reason="new", at=NOW
    )
    page = client.get("/me/news/").content.decode()
    assert posting.title in page
    assert posting.facility.name not in page


@pytest.mark.parametrize(("path", "queries"), [("/me/searches/", 0), ("/me/news/", 0)])
def test_three_rows_cost_as_many_queries_as_one(
    client: Client, owner: User, path: str, queries: int
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number, departments in enumerate((("01001",), ("02035",), ("07001",)), 1):
        search = saved(owner, Query(departments=departments))
        client.post(f"/me/searches/{search.pk}/", {"act": "change", "name": "x", "pace": "daily"})
        alert(search)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        if number == 1:
            queries = len(captured)
    with assert_queries(queries):
        client.get(path)


def test_the_search_page_offers_to_save(client: Client) -> None:
    page = client.get("/jobs/?dept=01001").content.decode()
    assert 'name="params" value="dept=01001"' in page
    guests = Client().get("/jobs/?dept=01001").content.decode()
    assert "会員になると" in guests
    assert "csrfmiddlewaretoken" not in guests
