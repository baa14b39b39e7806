"""Signing up and in with a real browser: a virtual passkey, and the way without one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import Look, Watch, axe
from tests.e2e.conftest import _keep_picture
from tests.e2e.letters import last_code
from tests.e2e.looks import every_look
from tests.e2e.site import Site

PASSWORD = "とても長い合言葉を四つ並べる夜の海"
_people = count(1)


@pytest.fixture
def door(
    browser: Browser, demo_site: Site, look: Look, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page at http://localhost, because passkeys need a name, with a passkey manager."""
    origin = f"http://localhost:{demo_site.port}"
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
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    watch = Watch(page, origin)
    yield page
    _keep_picture(page, request.node.name)
    context.close()
    assert not watch.complaints, "\n".join(watch.complaints)


def to_the_passkey_step(page: Page, site: Site) -> str:
    """Address and code; returns the address."""
    email = f"person{next(_people)}-{time.time_ns()}@example.jp"
    page.goto("/signup/")
    page.get_by_label("メールアドレス").fill(email)
    page.get_by_label("上の目的で使うことに同意します").check()
    page.get_by_role("button", name="コードを送る").click()
    page.get_by_label("確認コード").fill(last_code(site, email))
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("パスキーを登録してください")
    return email


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
    door.wait_for_url("**/me/")
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
    door.wait_for_url("**/me/")


def test_everything_but_passkeys_works_without_scripts(browser: Browser, demo_site: Site) -> None:
    page = browser.new_page(base_url=demo_site.url, java_script_enabled=False)
    to_the_passkey_step(page, demo_site)
    page.get_by_role("link", name="パスキーを使えない方").click()
    page.get_by_label("新しいパスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2つ目の確認方法を登録してください")
    page.close()


@every_look
def test_no_barriers_on_any_page(door: Page, demo_site: Site, look: Look) -> None:
    def looked_at() -> None:
        axe(door)
        wide = door.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert wide, f"{door.url} scrolls sideways"

    door.goto("/login/")
    looked_at()
    door.get_by_role("button", name="次へ").click()
    looked_at()
    door.goto("/reset/")
    looked_at()
    door.goto("/signup/")
    looked_at()
    door.get_by_role("button", name="コードを送る").click()
    looked_at()
    door.get_by_label("メールアドレス").fill("taro@example-hosp.jp")
    door.get_by_label("上の目的で使うことに同意します").check()
    door.get_by_role("button", name="コードを送る").click()
    expect(door.get_by_role("heading", level=1)).to_have_text(
        "勤務先のメールアドレスは使わないでください"
    )
    looked_at()
    email = to_the_passkey_step(door, demo_site)
    looked_at()
    door.goto("/signup/password/")
    looked_at()
    door.get_by_label("新しいパスワード").fill(PASSWORD)
    door.get_by_role("button", name="次へ").click()
    for path in ("/security/first/", "/security/app/", "/security/passkeys/add/"):
        door.goto(path)
        looked_at()
    door.get_by_role("button", name="パスキーを登録する").click()
    door.wait_for_url("**/security/codes/")
    looked_at()
    for path in ("/security/", "/security/address/", "/security/password/", "/sessions/", "/logout/",
                 "/security/codes/new/", "/security/again/", "/security/again/passkey/"):  # fmt: skip
        door.goto(path)
        looked_at()
    door.goto("/security/")
    for name in ("名前", "外す"):
        door.get_by_role("link", name=name).first.click()
        looked_at()
        door.go_back()
    sign_out(door)
    door.goto("/login/")
    door.get_by_label("メールアドレス").fill(email)
    door.get_by_label("パスワード", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="次へ").click()
    door.wait_for_url("**/login/second/")
    looked_at()
