"""The pages about messages: one's own choices, one's own log, nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from funade.apps.accounts.models import User
from funade.apps.notices.actions.choose import note_bounce
from funade.apps.notices.actions.notify import notify
from funade.apps.notices.actions.stop_links import stop_token
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.messages import NewItems
from funade.apps.notices.models import Delivery, Preference, StopLink
from funade.apps.notices.queries import choices_of
from funade.core.privacy.neutral import betrayals
from funade.core.privacy.quiet import DEFAULT_HOURS, Hours, Window
from tests.factories.accounts import TESTER, member, signed_in
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

PAGES = ("/me/notices/", "/me/notices/hours/", "/me/notices/log/")
POSTS = ("digest", "channel", "test", "stop", "resume", "links", "hours")
OPEN = {
    "weekday-from": "",
    "weekday-until": "1380",
    "saturday-from": "",
    "saturday-until": "",
    "sunday-from": "600",
    "sunday-until": "1500",
}


@pytest.fixture
def somebody() -> User:
    return member()


@pytest.fixture
def browser(somebody: User) -> Client:
    return signed_in(somebody)


@pytest.fixture
def stranger() -> User:
    return member()


def _page(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_s13_pages_betray_nothing(browser: Client, path: str) -> None:
    html = _page(browser, path)
    title = html.partition("<title>")[2].partition("</title>")[0]
    main = html.partition("<main")[2].partition("</main>")[0]
    assert title.endswith(" | Funade")
    assert not betrayals(title + main + path)


@pytest.mark.parametrize("path", [*PAGES, *(f"/me/notices/{name}/" for name in POSTS)])
def test_without_signing_in_there_is_nothing(client: Client, path: str) -> None:
    for response in (client.get(path), client.post(path)):
        assert response.headers["Location"] == f"/login/?next={path}"
    assert not Preference.objects.exists()


@pytest.mark.parametrize("name", POSTS)
def test_every_change_needs_its_token(somebody: User, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody)
    assert client.post(f"/me/notices/{name}/", OPEN).status_code == 403


def test_hours_are_saved_as_chosen(browser: Client, somebody: User, stranger: User) -> None:
    response = browser.post("/me/notices/hours/", OPEN, follow=True)
    assert "届ける時間を保存しました。" in response.content.decode()
    assert choices_of(somebody.pk).hours == Hours(None, None, Window(600, 1500))
    assert choices_of(stranger.pk).hours == DEFAULT_HOURS
    html = _page(browser, "/me/notices/")
    assert "10:00〜翌1:00" in html
    assert html.count("知らせない</dd>") == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"sunday-until": "540"}, "日曜日の「まで」は「から」より後の時刻を選んでください。"),
        ({"sunday-from": "x"}, "日曜日の「まで」は"),
        ({"sunday-until": "9999"}, "日曜日の「まで」は"),
        ({"sunday-from": ""}, "すべての日を「知らせない」にすると、お知らせは届きません。"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(
    browser: Client, somebody: User, changed: dict[str, str], words: str
) -> None:
    response = browser.post("/me/notices/hours/", OPEN | changed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>エラー: 届ける時間 | Funade</title>" in html
    assert words in html
    assert html.index('role="alert"') < html.index("<h1>")
    assert choices_of(somebody.pk).hours == DEFAULT_HOURS


def test_what_was_typed_stays(browser: Client) -> None:
    html = browser.post("/me/notices/hours/", OPEN | {"sunday-until": "540"}).content.decode()
    field = html.partition('id="sunday-until"')[2].partition("</select>")[0]
    assert '<option value="540" selected>' in field


def test_one_tap_stops_and_another_comes_back(
    browser: Client, somebody: User, stranger: User
) -> None:
    html = browser.post("/me/notices/stop/", follow=True).content.decode()
    assert "お知らせをすべて止めています" in html
    assert choices_of(somebody.pk).stopped
    assert not choices_of(stranger.pk).stopped
    html = browser.post("/me/notices/resume/", follow=True).content.decode()
    assert "お知らせを再開しました。" in html
    assert not choices_of(somebody.pk).stopped


def test_channel_is_switched(browser: Client, somebody: User) -> None:
    html = browser.post("/me/notices/channel/", {"channel": "email", "on": "0"}, follow=True)
    assert "使っていません" in html.content.decode()
    assert choices_of(somebody.pk).off == {ChannelCode.EMAIL}
    browser.post("/me/notices/channel/", {"channel": "email", "on": "1"})
    assert not choices_of(somebody.pk).off


@pytest.mark.parametrize("path", ["channel", "test"])
@pytest.mark.parametrize("channel", ["", "fax"])
def test_channel_that_is_none_is_not_found(browser: Client, path: str, channel: str) -> None:
    assert browser.post(f"/me/notices/{path}/", {"channel": channel}).status_code == 404


def test_channel_that_is_not_connected_gets_no_test(browser: Client) -> None:
    assert browser.post("/me/notices/test/", {"channel": "line"}).status_code == 404
    assert not Delivery.objects.exists()


def test_hour_of_summaries(browser: Client, somebody: User) -> None:
    browser.post("/me/notices/digest/", {"hour": "7"})
    assert choices_of(somebody.pk).digest_hour == 7
    for wrong in ("24", "-1", "x", "", "²"):
        assert browser.post("/me/notices/digest/", {"hour": wrong}).status_code == 404
    assert choices_of(somebody.pk).digest_hour == 7


def test_test_message_tries_an_address_that_bounced(browser: Client, somebody: User) -> None:
    note_bounce(actor=TESTER, user_id=somebody.pk)
    assert "届いていません" in _page(browser, "/me/notices/")
    html = browser.post("/me/notices/test/", {"channel": "email"}, follow=True).content.decode()
    assert "試しのお知らせを送ります" in html
    assert "届いていません" not in html
    assert Delivery.objects.get().user == somebody


def test_links_of_old_mails_are_made_worthless(
    browser: Client, somebody: User, stranger: User
) -> None:
    for user in (somebody, stranger):
        stop_token(actor=TESTER, user_id=user.pk, now=datetime(2026, 11, 24, tzinfo=UTC))
    browser.post("/me/notices/links/")
    assert StopLink.objects.get().user == stranger


def test_log_shows_ones_own_and_asks_the_database_once(
    browser: Client, somebody: User, stranger: User
) -> None:
    from django.utils import timezone

    assert "まだ記録はありません。" in _page(browser, "/me/notices/log/")
    for user, keys in ((somebody, 3), (stranger, 2)):
        for number in range(keys):
            notify(
                actor=TESTER,
                user_id=user.pk,
                notice=NewItems(1),
                key=f"{user.pk}-{number}",
                now=timezone.now(),
            )
    with assert_queries(3):  # session, user, log
        html = _page(browser, "/me/notices/log/")
    assert html.count('class="log-at"') == 3


def test_s14_log_says_until_when_a_message_waits(browser: Client, somebody: User) -> None:
    noon = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    notify(actor=TESTER, user_id=somebody.pk, notice=NewItems(1), key="k", now=noon)
    Delivery.objects.update(created_at=noon)
    html = _page(browser, "/me/notices/log/")
    assert "お知らせする時間まで待っています（11/24(火) 19:00から）" in html


def test_looking_changes_nothing(browser: Client) -> None:
    for path in PAGES:
        _page(browser, path)
    assert not Preference.objects.exists()
