"""Signing up and in with a real browser: a virtual passkey, and the way without one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import Look, Watch, axe
from tests.e2e.conftest import _keep_picture
from tests.e2e.letters import last_code, last_invitation
from tests.e2e.looks import every_look
from tests.e2e.site import Site

PASSWORD = "とても長い合言葉を四つ並べる夜の海"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
_people = count(1)


@pytest.fixture
def door(
    browser: Browser, demo_site: Site, look: Look, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page with a passkey manager."""
    with opened(browser, demo_site, look) as page:
        yield page
        _keep_picture(page, request.node.name)


@contextmanager
def opened(browser: Browser, site: Site, look: Look) -> Iterator[Page]:
    """A browser of its own at http://localhost, because passkeys need a name."""
    origin = f"http://localhost:{site.port}"
    context = browser.new_context(
        base_url=origin,
        viewport={"width": look.width, "height": 900},
        color_scheme=look.scheme,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
    )
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    watch = Watch(page, origin)
    yield page
    context.close()
    assert not watch.complaints, "\n".join(watch.complaints)


def new_address() -> str:
    return f"person{next(_people)}-{time.time_ns()}@example.jp"


def to_the_passkey_step(page: Page, site: Site) -> str:
    """Address and code; returns the address."""
    email = new_address()
    page.goto("/signup/")
    prove(page, site, email)
    return email


def prove(page: Page, site: Site, email: str) -> None:
    """From the first page of signing up to the passkey."""
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("上の目的で使うことに同意します").check()
    page.get_by_role("button", name="コードを送る").click()
    page.get_by_label("確認コード").fill(last_code(site, email))
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("パスキーを登録してください")


def explained(page: Page) -> None:
    """The page about 「離れる」, which comes before the first page that has it."""
    page.wait_for_url("**/me/leaving/")
    page.get_by_role("button", name="わかりました").click()
    page.wait_for_url("**/me/?saved=1")


def sign_out(page: Page) -> None:
    page.goto("/logout/")
    page.get_by_role("button", name="ログアウト").click()
    page.wait_for_url("**/")


def totp(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def test_by_passkey_up_out_and_in(door: Page, demo_site: Site) -> None:
    to_the_passkey_step(door, demo_site)
    door.get_by_role("button", name="パスキーを登録する").click()
    expect(door.get_by_role("heading", level=1)).to_have_text("予備のコードを控えてください")
    expect(door.locator(".entrance-codes li")).to_have_count(10)
    door.get_by_role("link", name="控えました").click()
    explained(door)
    sign_out(door)
    door.goto("/sessions/")
    assert urlsplit(door.url).path == "/login/"
    door.get_by_role("button", name="パスキーでログイン").click()
    door.wait_for_url("**/sessions/")
    expect(door.get_by_text("この端末", exact=True)).to_be_visible()


def test_without_a_passkey_by_password_and_app(door: Page, demo_site: Site) -> None:
    email = to_the_passkey_step(door, demo_site)
    door.get_by_role("link", name="パスキーを使えない方").click()
    field = door.get_by_label("新しいパスワード")
    field.fill(PASSWORD)
    door.get_by_role("button", name="表示").click()
    expect(field).to_have_attribute("type", "text")
    door.get_by_role("button", name="次へ").click()
    door.wait_for_url("**/security/first/")
    door.get_by_role("link", name="認証アプリを登録する").click()
    door.get_by_text("読み取れないとき").click()
    secret = door.locator(".entrance-key").inner_text()
    door.get_by_label("アプリに表示された6桁の数字").fill(totp(secret))
    door.get_by_role("button", name="登録する").click()
    door.wait_for_url("**/security/codes/")
    sign_out(door)
    door.goto("/login/")
    door.get_by_label("メールアドレス").fill(email)
    door.get_by_label("パスワード", exact=True).fill("not the right words")
    door.get_by_role("button", name="次へ").click()
    expect(door.get_by_text("メールアドレスまたはパスワードが違います。")).to_be_visible()
    assert door.title().startswith("エラー: ")
    door.get_by_label("パスワード", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="次へ").click()
    door.get_by_label("コード").fill(totp(secret))
    door.get_by_role("button", name="ログイン").click()
    explained(door)


def test_everything_but_passkeys_works_without_scripts(browser: Browser, demo_site: Site) -> None:
    page = browser.new_page(base_url=demo_site.url, java_script_enabled=False)
    to_the_passkey_step(page, demo_site)
    page.get_by_role("link", name="パスキーを使えない方").click()
    page.get_by_label("新しいパスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2つ目の確認方法を登録してください")
    page.close()


def test_from_the_demo_by_invitation_to_a_team(browser: Browser, demo_site: Site) -> None:
    """A manager invites, the invited person signs up and is led back to the invitation."""
    site = Site(demo_site.data_dir, extra={"FUNADE_DEMO": "1"})
    guest = new_address()
    with site.served(), opened(browser, site, Look(1280, "light")) as manager:
        manager.goto("/demo/")
        axe(manager)
        manager.get_by_role("button", name="見本の運営担当として入る").click()
        manager.wait_for_url("**/team/")
        axe(manager)
        manager.get_by_role("link", name="見本の運営").click()
        manager.get_by_label("氏名").fill("事務 花子")
        manager.get_by_label("メールアドレス").fill(guest)
        manager.get_by_role("button", name="招待メールを送る").click()
        expect(manager.get_by_role("rowheader", name="事務 花子")).to_be_visible()
        axe(manager)
        with opened(browser, site, Look(360, "dark")) as invited:
            joins(invited, site, guest)


def joins(page: Page, site: Site, email: str) -> None:
    there = last_invitation(site, email)
    page.goto(there)
    axe(page)
    page.get_by_role("link", name="初めての方は登録する").click()
    prove(page, site, email)
    page.get_by_role("button", name="パスキーを登録する").click()
    page.get_by_role("link", name="控えました").click()
    page.wait_for_url(f"**{there}")
    page.get_by_role("button", name="参加する").click()
    page.wait_for_url("**/team/*/")
    expect(page.get_by_role("rowheader", name="事務 花子")).to_be_visible()
    axe(page)


def looked_at(page: Page, *paths: str) -> None:
    """No barrier and no sideways scrolling, here or at each of the paths."""
    for path in paths or (None,):
        if path:
            page.goto(path)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert wide, f"{page.url} scrolls sideways"


@every_look
def test_no_barriers_for_a_stranger(door: Page, demo_site: Site, look: Look) -> None:
    looked_at(door, "/login/")
    door.get_by_role("button", name="次へ").click()
    looked_at(door)
    looked_at(door, "/reset/", "/signup/")
    door.get_by_role("button", name="コードを送る").click()
    looked_at(door)
    door.get_by_label("メールアドレス").fill("taro@example-hosp.jp")
    door.get_by_label("上の目的で使うことに同意します").check()
    door.get_by_role("button", name="コードを送る").click()
    expect(door.get_by_role("heading", level=1)).to_have_text(
        "勤務先のメールアドレスは使わないでください"
    )
    looked_at(door)
    to_the_passkey_step(door, demo_site)
    looked_at(door)
    looked_at(door, "/signup/password/")


@every_look
def test_no_barriers_for_a_member(door: Page, demo_site: Site, look: Look) -> None:
    to_the_passkey_step(door, demo_site)
    door.get_by_role("button", name="パスキーを登録する").click()
    door.wait_for_url("**/security/codes/")
    looked_at(door)
    looked_at(door, "/security/", "/security/app/", "/security/passkeys/add/",
              "/security/address/", "/sessions/", "/security/again/passkey/")  # fmt: skip


def test_no_barriers_for_a_password_and_its_second_factor(door: Page, demo_site: Site) -> None:
    email = to_the_passkey_step(door, demo_site)
    door.goto("/signup/password/")
    door.get_by_label("新しいパスワード").fill(PASSWORD)
    door.get_by_role("button", name="次へ").click()
    looked_at(door, "/security/first/")
    door.goto("/security/passkeys/add/")
    door.get_by_role("button", name="パスキーを登録する").click()
    door.wait_for_url("**/security/codes/")
    looked_at(door, "/security/password/", "/security/codes/new/", "/security/again/", "/logout/")
    for name in ("名前", "外す"):
        door.goto("/security/")
        door.get_by_role("link", name=name).first.click()
        looked_at(door)
    sign_out(door)
    door.goto("/login/")
    door.get_by_label("メールアドレス").fill(email)
    door.get_by_label("パスワード", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="次へ").click()
    door.wait_for_url("**/login/second/")
    looked_at(door)
