"""A member saves, writes conditions, compares and hides, with and without JavaScript."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import axe
from tests.e2e.looks import every_look
from tests.e2e.members import sign_in
from tests.e2e.site import Site

NOTE = re.compile(r"^メモ\s*：")
HIDE_FROM = re.compile(r"^見せない\s*：")
PAGES = (
    "/me/saved/", "/me/seen/", "/me/hidden/", "/me/blocks/", "/me/conditions/",
    "/me/conditions/area/", "/me/conditions/commute/", "/me/conditions/year/",
)  # fmt: skip


def answer(page: Page, code: str, label: str, stance: str = "譲れる") -> None:
    """Fill one line of choices in the sheet."""
    page.goto(f"/me/conditions/{code}/")
    groups = page.locator("details.facet > summary")
    for at in range(groups.count()):
        groups.nth(at).click()
    page.get_by_label(label, exact=True).check()
    page.get_by_label(stance, exact=True).check()
    page.get_by_role("button", name="書き留める").click()
    expect(page).to_have_url(re.compile("/me/conditions/$"))


@every_look
def test_no_barriers_on_member_shelf_pages(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/jobs/")
    page.locator(".heart").first.click()
    expect(page.locator(".heart").first).to_have_attribute("aria-pressed", "true")
    for path in PAGES:
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto("/me/saved/")
    page.get_by_role("link", name=NOTE).click()
    axe(page)


def test_conditions_rank_cards_and_head_the_comparison(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    answer(page, "department", "内科")
    answer(page, "area", "東京都")
    answer(page, "night", "当直なし", "譲れない")
    page.goto("/jobs/")
    page.get_by_role("link", name="わたしの条件で並べる").click()
    expect(page.get_by_text("わたしの条件で並べています")).to_be_visible()
    best = page.locator(".card .why").first
    expect(best).to_contain_text(re.compile("希望3項目中[23]項目一致"))
    expect(best).to_contain_text("○")
    axe(page)
    for card in page.locator(".card").all()[:2]:
        card.locator(".heart").click()
        expect(card.locator(".heart")).to_have_attribute("aria-pressed", "true")
        card.get_by_label("比較").check()
    page.get_by_role("button", name="比較する").click()
    expect(page.locator("table.compare tbody").first).to_contain_text("わたしの条件")
    axe(page)
    page.goto("/me/saved/?order=match")
    expect(page.locator(".item")).to_have_count(2)
    page.get_by_role("link", name=NOTE).first.click()
    page.get_by_label("メモ", exact=True).fill("院長と話した")
    page.get_by_role("button", name="書き留める").click()
    expect(page.locator(".own-note")).to_have_text(re.compile("院長と話した"))
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert json.loads(stored) == [{}, {}]


def test_a_page_tells_that_it_was_seen_only_when_asked(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/me/seen/")
    page.get_by_role("button", name="これから残す").click()
    page.goto("/jobs/")
    with page.expect_response("**/me/seen/add/") as told:
        page.locator(".card-title a").first.click()
    assert told.value.status == 204
    page.goto("/me/seen/")
    expect(page.locator(".item")).to_have_count(1)


def test_what_the_device_kept_comes_along(page: Page, demo_site: Site) -> None:
    page.goto("/jobs/kept/")
    page.get_by_role("button", name="この端末に残す").click()
    page.goto("/jobs/?flag=named")
    page.locator(".heart").first.click()
    page.locator(".card-title a").first.click()
    page.get_by_role("button", name="この施設に私を見せない").click()
    name = page.locator(".lead > p").nth(1).inner_text().split(" ")[0]
    sign_in(page.context, demo_site)
    page.goto("/me/saved/")
    page.get_by_role("button", name="引き継ぐ").click()
    expect(page.locator(".item")).to_have_count(1)
    page.get_by_role("button", name="この端末の記録を消す").click()
    assert page.evaluate("localStorage.getItem('funade.kept')") is None
    page.goto("/me/blocks/")
    expect(page.locator(".item-title")).to_have_text(re.compile(re.escape(name[:4])))


def test_everything_works_without_javascript(browser: Browser, demo_site: Site) -> None:
    context = browser.new_context(base_url=demo_site.url, java_script_enabled=False)
    sign_in(context, demo_site)
    page = context.new_page()
    answer(page, "department", "内科")
    page.goto("/jobs/?flag=named")
    page.locator(".heart").first.click()
    expect(page).to_have_url(re.compile(r"/jobs/\?flag=named#t-"))
    expect(page.locator(".heart").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card .why").first).to_contain_text("希望1項目中")
    page.locator(".card-title a").first.click()
    for name in ("この施設に私を見せない", "この施設を検索結果に出さない"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    page.goto("/me/hidden/")
    expect(page.locator(".rows li")).to_have_count(1)
    page.goto("/me/blocks/")
    page.get_by_label("施設、大学、科の名前").fill("大学")
    page.get_by_role("button", name="探す").click()
    page.get_by_role("button", name=HIDE_FROM).first.click()
    expect(page.locator(".item")).to_have_count(2)
    context.close()
