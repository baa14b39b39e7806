"""LINE and Web Push from the first click to the message, with the site, its worker and both peers.

Chromium here reaches no push service, so `PushManager.subscribe` is the one thing replaced: it
hands out a subscription of the fake service, which decrypts what the site really sends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browser import LOOKS, Look, Watch, axe
from tests.e2e.members import run, sign_in
from tests.e2e.site import Site
from tests.peers.http import serving
from tests.peers.line import FakeLine
from tests.peers.push_service import FakePushService

USER = "U" + "1" * 32

_FRESH = """
import time
from importlib import import_module
from django.conf import settings
session = import_module(settings.SESSION_ENGINE).SessionStore(session_key={key!r})
session["account_authentication_methods"] = [{{"method": "password", "at": time.time()}}]
session.save()
"""
_SEND = """
from funade.apps.accounts.models import User
from funade.apps.notices.channels import Outgoing
from funade.apps.notices.channels.table import CHANNELS
user = User.objects.get(email={email!r})
message = Outgoing("e2e:1", user.pk, "お知らせがあります", ("ログインしてご覧ください。",), "/me/")
print("sent=" + CHANNELS[{channel!r}].send(message))
"""
_SUBSCRIBE = """
const given = %s;
PushManager.prototype.getSubscription = async () => null;
PushManager.prototype.subscribe = async (options) => {
  if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new TypeError();
  return { toJSON: () => given };
};
"""
_SUBSCRIBED = """
const unsubscribe = async () => true;
PushManager.prototype.getSubscription = async () => ({ endpoint: %s, unsubscribe });
"""


@dataclass(frozen=True)
class Wired(Site):
    """An installation that knows both peers."""

    wires: dict[str, str] = field(default_factory=dict)

    def _environment(self) -> dict[str, str]:
        return {**super()._environment(), **self.wires}


@pytest.fixture(scope="module")
def line() -> FakeLine:
    return FakeLine()


@pytest.fixture(scope="module")
def push_service() -> FakePushService:
    return FakePushService()


@pytest.fixture(scope="module")
def wired(
    tmp_path_factory: pytest.TempPathFactory, line: FakeLine, push_service: FakePushService
) -> Iterator[Wired]:
    with serving(line) as line_origin, serving(push_service) as push_origin:
        push_service.origin = push_origin
        site = Wired(
            tmp_path_factory.mktemp("wired"),
            wires={
                "FUNADE_LINE_API": line_origin,
                "FUNADE_LINE_CHANNEL_TOKEN": line.token,
                "FUNADE_LINE_CHANNEL_SECRET": line.secret,
                "FUNADE_LINE_BASIC_ID": "@funade",
                "FUNADE_PUSH_HOSTS": push_origin,
            },
        )
        site.funade("migrate")
        with site.served():
            yield site


@pytest.fixture
def member_page(browser: Browser, wired: Wired) -> Iterator[tuple[Page, str]]:
    """A page in which a new member is signed in, and their address."""
    context = browser.new_context(base_url=wired.url, locale="ja-JP", timezone_id="Asia/Tokyo")
    context.grant_permissions(["notifications"], origin=wired.url)
    email = sign_in(context, wired)
    page = context.new_page()
    watch = Watch(page, wired.url)
    yield page, email
    context.close()
    assert not watch.complaints, "\n".join(watch.complaints)


def every_width(page: Page) -> None:
    """axe and no sideways scrolling in all six looks."""
    for look in LOOKS:
        _wear(page, look)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), str(look)
        axe(page)


def _wear(page: Page, look: Look) -> None:
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(color_scheme=look.scheme)


def deliver(wired: Wired, line: FakeLine, event: dict[str, object]) -> None:
    """LINE delivers, and the worker does what there is to do."""
    assert line.deliver(wired.url, event) == 200
    wired.funade("work", "--once")


def test_a_member_connects_line_and_stops_it_with_one_word(
    member_page: tuple[Page, str], wired: Wired, line: FakeLine
) -> None:
    page, email = member_page
    page.goto("/me/line/")
    every_width(page)

    deliver(wired, line, line.says(USER, "連携"))
    uri = line.replies[-1][1]["contents"]["footer"]["contents"][0]["action"]["uri"]
    key = next(it["value"] for it in page.context.cookies() if it["name"] == "session")
    run(wired, _FRESH.format(key=key))
    page.goto(uri)
    every_width(page)
    page.get_by_role("button", name="続ける").click()
    axe(page)
    dialog = page.get_by_role("link", name="LINEの画面へ進む").get_attribute("href")
    assert dialog
    assert dialog.startswith("https://access.line.me/")

    deliver(wired, line, line.agrees(USER, dialog))
    page.goto("/me/line/")
    assert page.get_by_role("heading", name="つながっています").is_visible()
    every_width(page)
    run(wired, _SEND.format(email=email, channel="line"))
    assert [it.to for it in line.accepted.values()] == [USER]

    deliver(wired, line, line.says(USER, "停止"))
    page.reload()
    assert page.get_by_role("heading", name="はじめかた").is_visible()


def test_a_member_switches_this_browser_on_and_off(
    member_page: tuple[Page, str], wired: Wired, push_service: FakePushService
) -> None:
    page, email = member_page
    browser = push_service.subscribe()
    form = browser.form()
    given = {"endpoint": form.pop("endpoint"), "expirationTime": None, "keys": form}
    page.add_init_script(_SUBSCRIBE % json.dumps(given))
    page.goto("/me/push/")
    every_width(page)
    page.get_by_label("端末の呼び名").fill("自宅の端末")
    page.get_by_role("button", name="この端末で受け取る").click()
    page.get_by_role("heading", name="自宅の端末").wait_for()
    every_width(page)
    page.add_init_script(_SUBSCRIBED % json.dumps(browser.endpoint))
    assert not page.get_by_text("この端末", exact=True).is_visible()
    page.reload()
    page.get_by_text("この端末", exact=True).wait_for()

    sent = run(wired, _SEND.format(email=email, channel="push"))
    assert [(it.browser, it.payload) for it in push_service.received] == [
        (browser.name, {"v": 1, "id": sent})
    ]

    page.get_by_role("button", name="外す").click()
    page.get_by_text("まだありません。").wait_for()


def test_without_javascript_devices_can_be_removed(
    browser: Browser, wired: Wired, push_service: FakePushService
) -> None:
    context = browser.new_context(base_url=wired.url, java_script_enabled=False)
    sign_in(context, wired)
    page = context.new_page()
    page.goto("/me/push/")
    assert page.locator("noscript p").is_visible()
    assert not page.get_by_role("button", name="この端末で受け取る").is_visible()
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    page.request.post(
        "/me/push/add/",
        form={**push_service.subscribe().form(), "csrfmiddlewaretoken": token},
        headers={"Origin": wired.url},
    )
    page.reload()
    page.get_by_role("button", name="外す").click()
    assert page.get_by_text("まだありません。").is_visible()
    context.close()
