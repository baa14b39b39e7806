"""STEALTH S-16: the calendar says 「予定」, its address is a secret, and revoking ends it."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

import feedparser
import icalendar
import pytest
from django.conf import settings
from django.test import Client

from funade.apps.accounts.models import User
from funade.apps.careers.actions.feeds import make_feed
from funade.apps.careers.models import Alert, Favourite, Feed
from funade.apps.catalog.actions.postings import close_postings
from funade.apps.catalog.models import Posting
from funade.config.logs import JsonLines
from funade.core.kernel.actor import KEEPER, user_actor
from funade.core.privacy.neutral import betrayals
from tests.factories.accounts import member, signed_in
from tests.factories.listings import NOW, TODAY, days, opening_draft, posting_draft, publish
from tests.factories.searches import saved
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return member()


@pytest.fixture
def token(owner: User) -> str:
    keep(member(), publish(posting_draft(title="よその人の保存")))
    return make_feed(actor=user_actor(owner.pk), user_id=owner.pk, label="電話", now=NOW)


def keep(user: User, posting: Posting) -> None:
    Favourite.objects.create(user=user, posting=posting, public_id=posting.public_id, at=NOW)


def events(client: Client, token: str) -> list[Any]:
    response = client.get(f"/feeds/{token}.ics")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found: list[Any] = list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))
    return found


def test_s16_the_calendar_holds_the_members_shifts_and_says_nothing(
    client: Client, token: str, owner: User
) -> None:
    keep(owner, publish(posting_draft(title="内視鏡の当直", openings=(opening_draft(),))))
    (event,) = events(client, token)
    assert str(event["summary"]) == "予定"
    assert "location" not in event
    assert "description" not in event
    assert event["dtstart"].dt.date() == days(7)
    text = client.get(f"/feeds/{token}.ics").content.decode().replace("\r\n ", "")
    assert not betrayals(text)


def test_s16_details_only_when_switched_on_for_this_feed(
    client: Client, token: str, owner: User
) -> None:
    keep(owner, publish(posting_draft(title="内視鏡の当直")))
    other = make_feed(actor=user_actor(owner.pk), user_id=owner.pk, label="", now=NOW)
    feed = Feed.objects.order_by("pk")[0]
    signed_in(owner).post(f"/me/calendar/{feed.pk}/", {"act": "details"})
    (told,), (silent,) = events(client, token), events(client, other)
    assert (str(told["summary"]), str(told["description"])) == ("予定", "内視鏡の当直")
    assert "東京都" in str(told["location"])
    assert "description" not in silent
    assert told["uid"] != silent["uid"], "two feeds cannot be matched with each other"


def test_a_closed_shift_is_cancelled_under_the_same_uid(
    client: Client, token: str, owner: User
) -> None:
    posting = publish(posting_draft())
    keep(owner, posting)
    (before,) = events(client, token)
    close_postings(actor=KEEPER, ids=[posting.pk], on=TODAY, now=NOW)
    (after,) = events(client, token)
    assert before["uid"] == after["uid"]
    assert (str(before["status"]), str(after["status"])) == ("TENTATIVE", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    Posting.objects.filter(pk=posting.pk).update(closed_on=days(-31))
    assert not events(client, token)


def test_an_unchanged_feed_is_not_sent_again(client: Client, token: str) -> None:
    for kind in ("ics", "atom"):
        first = client.get(f"/feeds/{token}.{kind}")
        assert first.headers["Cache-Control"] == "private, no-cache"
        again = client.get(f"/feeds/{token}.{kind}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert not again.content


def test_s16_revoked_is_gone_with_the_next_request(client: Client, token: str, owner: User) -> None:
    feed = Feed.objects.get()
    assert signed_in().post(f"/me/calendar/{feed.pk}/", {"act": "revoke"}).status_code == 404
    assert client.get(f"/feeds/{token}.ics").status_code == 200
    etag = client.get(f"/feeds/{token}.ics")["ETag"]
    signed_in(owner).post(f"/me/calendar/{feed.pk}/", {"act": "revoke"})
    for kind in ("ics", "atom"):
        response = client.get(f"/feeds/{token}.{kind}", headers={"If-None-Match": etag})
        assert response.status_code == 404


def test_s16_the_token_is_shown_once_and_kept_nowhere(owner: User) -> None:
    client = signed_in(owner)
    page = client.post("/me/calendar/new/", {"label": "電話"}).content.decode()
    token = re.search(r"/feeds/([\w-]+)\.ics", page)[1]  # type: ignore[index]  # it is there
    assert len(token) == 43, "256 bits"
    assert token not in client.get("/me/calendar/").content.decode()
    row = Feed.objects.values().get()
    assert not [value for value in row.values() if token in str(value)]
    assert "電話" not in row["label_sealed"]


def test_s16_no_log_line_holds_the_token(client: Client, token: str) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    names = [name for name in settings.LOGGING["loggers"] if name] + [""]
    loggers = [logging.getLogger(name) for name in names]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        for path in (f"/feeds/{token}.ics", f"/feeds/{token}.atom", f"/feeds/{token}x.ics"):
            client.get(path)
            client.head(path, headers={"If-None-Match": "x"})
            client.post(path)
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    assert "feeds/<str:token>.ics" in written.getvalue(), "the journal has written something"
    assert token[:20] not in written.getvalue()


def test_the_news_feed_counts_and_names_nothing(client: Client, token: str, owner: User) -> None:
    search = saved(owner)
    for _ in range(3):
        Alert.objects.create(
            search=search, user=owner, posting=publish(), version=0, reason="new", at=NOW
        )
    response = client.get(f"/feeds/{token}.atom")
    read = feedparser.parse(response.content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["新着 3件"]
    assert read.entries[0].link.endswith("/me/news/")
    assert token not in response.content.decode()
    assert not betrayals(response.content.decode())


@pytest.mark.parametrize("kind", ["ics", "atom"])
def test_three_rows_cost_as_many_queries_as_one(
    client: Client, token: str, owner: User, kind: str
) -> None:
    search = saved(owner)
    for count in (1, 3):
        for _ in range(count):
            posting = publish()
            keep(owner, posting)
            Alert.objects.create(
                search=search, user=owner, posting=posting, version=0, reason="new", at=NOW
            )
        with assert_queries(3 if kind == "ics" else 2):
            client.get(f"/feeds/{token}.{kind}")
