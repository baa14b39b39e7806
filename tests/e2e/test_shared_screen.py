"""The shared screen in a real browser (STEALTH S-18 to S-22)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe
from tests.e2e.looks import every_look
from tests.e2e.members import look, sign_in
from tests.e2e.site import Site

FORM = "/me/settings/lock/"
PAGES = ("/me/", "/me/settings/", FORM, "/me/leaving/", "/me/drafts/", "/about/promises/")
TRAIL = "window.name = 'same tab'"


@every_look
def test_pages_have_no_barriers(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("button", name="離れる", exact=True)).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(page)


def add_form(page: Page) -> None:
    """A page with a text to write, as other member pages have."""
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.method = "post";
          form.innerHTML = '<label>メモ <textarea name="note"></textarea></label>'
            + '<label>鍵 <input type="password" name="secret"></label>';
          document.querySelector("main").append(form);
        }"""
    )


def blank_in_the_same_task(page: Page, act: str) -> bool:
    """Does `act` and looks at the page before the browser gets to draw anything."""
    return bool(
        page.evaluate(
            f"""() => {{
              {act};
              const shown = getComputedStyle(document.body).display;
              return shown === "none" && document.body.innerText === ""
                && document.title === "新しいタブ";
            }}"""
        )
    )


CLICK = "document.querySelector('#leave button').click()"
SHIFT = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift', bubbles: true}))"


@pytest.mark.parametrize("act", [CLICK, "; ".join([SHIFT] * 3)], ids=["button", "keys"])
def test_s18_leaving_blanks_at_once_and_locks(page: Page, demo_site: Site, act: str) -> None:
    email = sign_in(page.context, demo_site, exit_to="blank")
    page.goto("/me/")
    page.goto(FORM)
    add_form(page)
    page.get_by_label("メモ").fill("書きかけの文")
    page.get_by_label("鍵").fill("geheim")
    assert blank_in_the_same_task(page, act)
    page.wait_for_url("about:blank")
    page.go_back()
    expect(page).to_have_url("/unlock/?next=%2Fme%2F")
    expect(page.get_by_role("heading", name="画面をロックしています")).to_be_visible()
    mine = f"Draft.objects.filter(user__email={email!r})"
    assert look(demo_site, f"{mine}.count()") == "1"
    opened = "__import__('funade.apps.accounts.queries', fromlist=['x']).drafts_of"
    fields = look(demo_site, f"{opened}(User.objects.get(email={email!r}).pk)[0].fields")
    assert "書きかけの文" in fields
    assert "geheim" not in fields


def test_s18_shift_is_ignored_while_somebody_writes(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site, exit_to="blank")
    page.goto(FORM)
    add_form(page)
    page.get_by_label("メモ").focus()
    for _ in range(4):
        page.keyboard.press("Shift")
    page.locator("h1").click()
    composing = SHIFT.replace("bubbles: true", "bubbles: true, isComposing: true")
    compose = "document.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}))"
    for keys in ([composing] * 3, [SHIFT, SHIFT, compose, SHIFT], [SHIFT, SHIFT]):
        page.evaluate("; ".join(keys))
        page.keyboard.press("a")  # another key begins anew
    expect(page).to_have_url(FORM)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("about:blank")


def test_s18_without_javascript_it_locks_and_leads_away(page: Page, demo_site: Site) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    sign_in(context, demo_site, exit_to="jma")
    plain = context.new_page()
    plain.goto(f"{demo_site.url}{FORM}")
    plain.keyboard.press("Tab")
    plain.keyboard.press("Tab")  # the second skip link
    with plain.expect_request("https://www.jma.go.jp/**") as leaving:
        plain.keyboard.press("Enter")
    assert "referer" not in leaving.value.headers
    after = context.new_page()
    after.goto(f"{demo_site.url}{FORM}")
    expect(after.get_by_role("heading", name="画面をロックしています")).to_be_visible()
    context.close()


def test_s18_a_draft_comes_back(page: Page, demo_site: Site) -> None:
    email = sign_in(page.context, demo_site, exit_to="blank", lock_minutes=5)
    page.goto(FORM)
    page.get_by_label("PubMed").check()
    page.get_by_label("10分").check()
    page.get_by_role("button", name="離れる", exact=True).click()
    page.wait_for_url("about:blank")
    sign_in(page.context, demo_site)  # another member sits down
    page.goto("/me/drafts/")
    expect(page.get_by_text("いまは何も預かっていません。")).to_be_visible()
    again(page, demo_site, email)
    page.goto("/me/drafts/")
    page.get_by_role("link", name="続きを書く").click()
    with page.expect_response("**/me/drafts/"):
        page.get_by_role("button", name="入力を戻す").click()
    expect(page.get_by_label("PubMed")).to_be_checked()
    expect(page.get_by_label("10分")).to_be_checked()
    expect(page.locator("#draft-offer")).to_have_count(0)
    assert look(demo_site, f"Draft.objects.filter(user__email={email!r}).count()") == "0"


def again(page: Page, site: Site, email: str) -> None:
    """The member comes back and signs in anew."""
    from tests.e2e import members

    key = members.run(site, members._SIGN_IN.format(email=email, columns={}))
    page.context.add_cookies([{"name": "session", "value": key, "url": site.url, "httpOnly": True}])


def test_s20_an_idle_page_locks_itself_also_after_sleep(page: Page, demo_site: Site) -> None:
    page.clock.install()
    sign_in(page.context, demo_site, lock_minutes=3)
    page.goto("/me/settings/?from=here")
    page.clock.fast_forward("02:50")
    page.locator("h1").click()  # somebody is there
    page.clock.fast_forward("02:50")
    expect(page).to_have_url("/me/settings/?from=here")
    page.clock.set_system_time(page.evaluate("Date.now()") / 1000 + 3600)  # asleep: no timer ran
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page).to_have_url("/unlock/?next=%2Fme%2Fsettings%2F%3Ffrom%3Dhere")
    expect(page.get_by_role("heading", name="画面をロックしています")).to_be_visible()


def test_s20_leaving_in_one_tab_clears_the_others(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site, exit_to="blank")
    page.goto("/me/")
    other = page.context.new_page()
    other.goto(f"{demo_site.url}/jobs/")
    other.get_by_role("button", name="離れる", exact=True).click()
    page.wait_for_url("about:blank")


def test_s20_out_of_sight_is_out_of_focus(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/me/")
    veiled = page.locator("html.veiled")
    expect(veiled).to_have_count(0)
    page.evaluate("document.hasFocus = () => false; dispatchEvent(new Event('blur'))")
    expect(veiled).to_have_count(1)
    heading = page.locator("h1")
    assert "rgba(0, 0, 0, 0)" in heading.evaluate("it => getComputedStyle(it).color")
    assert "blur" in page.evaluate("getComputedStyle(document.body).filter")
    page.emulate_media(media="print")  # paper is no screen
    assert page.evaluate("getComputedStyle(document.body).filter") == "none"
    page.emulate_media(media="screen")
    page.evaluate("document.hasFocus = () => true; dispatchEvent(new Event('focus'))")
    expect(veiled).to_have_count(0)


def nothing_private_is_shown(page: Page) -> None:
    for step in (page.go_back, page.go_back, page.go_forward, page.reload):
        step()
        page.wait_for_load_state()
        text = page.evaluate("document.body.innerText")
        assert "あなたのページ" not in page.content(), page.url
        assert "ロックするまで" not in text, page.url


@pytest.mark.parametrize("end", ["exit", "logout", "lock"])
def test_s19_back_shows_nothing_private(page: Page, demo_site: Site, end: str) -> None:
    email = sign_in(page.context, demo_site, exit_to="blank")
    for path in ("/about/promises/", "/me/", "/me/settings/", FORM):
        page.goto(path)
    if end == "exit":
        page.get_by_role("button", name="離れる", exact=True).click()
        page.wait_for_url("about:blank")
    elif end == "logout":
        page.goto("/me/settings/")
        page.get_by_role("button", name="ログアウトする").click()
        page.wait_for_url(f"{demo_site.url}/")
    else:
        look(
            demo_site,
            f"Session.objects.filter(session_key={session_key(page)!r})"
            ".update(seen_at='2020-01-01T00:00Z')",
        )
    assert email
    nothing_private_is_shown(page)


def session_key(page: Page) -> str:
    cookies = page.context.cookies()
    return next(it.get("value", "") for it in cookies if it.get("name") == "session")


STORED = """async () => ({
  local: {...localStorage},
  session: {...sessionStorage},
  databases: (await indexedDB.databases()).map(it => it.name),
  caches: await Promise.all((await caches.keys()).map(async name => [
    name.replace(/-.*/, ""),
    (await (await caches.open(name)).keys()).map(it => new URL(it.url).pathname),
  ])),
})"""


def test_s21_s22_the_browser_keeps_nothing(page: Page, demo_site: Site) -> None:
    page.goto("/")
    page.goto("/jobs/")
    page.locator(".card-title a").first.click()
    nothing: dict[str, object] = {"local": {}, "session": {}, "databases": [], "caches": []}
    assert page.evaluate(STORED) == nothing
    assert not page.evaluate("navigator.serviceWorker.getRegistrations().then(it => it.length)")
    sign_in(page.context, demo_site)
    for path in (*PAGES, "/jobs/", "/security/", "/sessions/", "/security/address/"):
        page.goto(path)
    page.goto(FORM)
    page.get_by_label("10分").check()
    page.get_by_role("button", name="保存する").click()
    assert page.evaluate(STORED) == nothing
