"""The public pages in a real browser: every page, every look, no barrier; and the journeys."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import axe
from tests.e2e.looks import every_look
from tests.e2e.site import Site

KEY = "funade.kept"


def first_posting(page: Page, query: str = "") -> str:
    """The address of the first posting of a search."""
    page.goto(f"/jobs/?{query}")
    return page.locator(".card-title a").first.get_attribute("href") or ""


def tally(page: Page) -> int:
    """The number of postings found."""
    return int(page.locator("#tally strong").inner_text().replace(",", ""))


@every_look
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/jobs/?area=13",
        "/jobs/?kind=fulltime&dept=01001&area=kanto",
        "/jobs/?view=calendar",
        "/jobs/?view=map&area=27",
        "/jobs/?flag=urgent&fkind=beauty-clinic&dept=07001&q=%E3%81%82%E3%82%8A%E5%BE%97%E3%81%AA%E3%81%84",
        "/jobs/?dept=99999&from=2026-02-30&pay=abc",
        "/jobs/kept/",
        "/jobs/compare/",
        "/about/sources/",
        "/about/nothing-sent/",
    ],
    ids=lambda path: re.sub(r"\W+", "-", path).strip("-")[:40] or "home",
)
def test_no_barriers_on_any_page(page: Page, path: str) -> None:
    response = page.goto(path)
    assert response is not None
    assert response.ok
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


@every_look
def test_no_barriers_on_a_posting_and_a_comparison(page: Page) -> None:
    page.goto(first_posting(page, "kind=fulltime"))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    page.get_by_role("link", name="似た求人と比較する").click()
    expect(page.locator("table.compare")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_a_physician_finds_and_compares_without_an_account(page: Page) -> None:
    page.goto("/")
    page.locator("#home-area").select_option("13")
    page.get_by_role("button", name="探す").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("東京都のスポット求人")
    in_tokyo = tally(page)
    page.locator("#facet-dept > summary").click()
    box = page.locator("#dept-01001")
    promised = int(box.locator("xpath=..").locator(".count").inner_text().replace(",", ""))
    box.check()
    expect(page.get_by_role("heading", level=1)).to_have_text("東京都・内科のスポット求人")
    assert tally(page) < in_tokyo
    openings = page.locator("#tally .soft").inner_text()
    assert f"{promised:,}枠" in openings, "the count beside the box is what the box then finds"
    assert "area=13" in page.url
    assert "dept=01001" in page.url
    expect(page.locator("#announcer")).to_contain_text("件の求人")
    assert page.evaluate("document.activeElement.id") == "dept-01001", "focus stays on the box"
    for card in page.locator(".card").all()[:2]:
        card.get_by_label("比較").check()
    page.get_by_role("button", name="比較する").click()
    assert page.locator("table.compare thead th").count() == 2
    page.go_back()
    assert "dept=01001" in page.url
    page.get_by_role("link", name=re.compile(r"^内科\s*を外す")).click()
    assert tally(page) == in_tokyo


def test_everything_works_without_javascript(browser: Browser, demo_site: Site) -> None:
    context = browser.new_context(base_url=demo_site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/jobs/")
    everything = tally(page)
    page.locator("#facet-slot > summary").click()
    page.locator("#slot-night").check()
    page.get_by_role("button", name="この条件で探す").click()
    assert 0 < tally(page) < everything
    assert page.locator(".chip").inner_text().startswith("当直（宿直）")
    for card in page.locator(".card").all()[:2]:
        card.get_by_label("比較").check()
    page.get_by_role("button", name="比較する").click()
    assert page.locator("table.compare thead th").count() == 2
    page.goto("/jobs/?view=calendar")
    if not page.locator("[data-month] a").count():  # the last day of a month
        page.get_by_role("link", name="次の月").click()
    page.locator("[data-month] a").last.click()
    assert tally(page) > 0
    page.goto("/jobs/?view=map")
    page.get_by_role("link", name=re.compile("^東京都 ")).first.click()
    assert "area=13" in page.url
    context.close()


def test_nothing_is_kept_on_the_device_unless_asked(page: Page) -> None:
    path = first_posting(page)
    page.goto(path)
    page.get_by_role("button", name="この端末に保存", exact=True).click()
    expect(page).to_have_url(re.compile("/jobs/kept/$"))
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    assert json.loads(page.evaluate(stored)) == [{}, {}, ""]
    page.get_by_role("button", name="この端末に残す").click()
    page.goto(path)
    page.get_by_role("button", name="この端末に保存", exact=True).click()
    public_id = path.strip("/").split("/")[-1]
    kept = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    assert kept == {"hearts": [public_id], "seen": [public_id], "hidden": [], "blocks": []}
    page.goto("/jobs/kept/")
    expect(page.locator('[data-shelf="hearts"] .card')).to_have_count(1)
    expect(page.locator('[data-shelf="seen"] .card')).to_have_count(1)
    axe(page)
    page.get_by_role("button", name="残さない（いまの記録も消す）").click()
    assert json.loads(page.evaluate(stored))[0] == {}


def test_a_hidden_facility_stays_out_of_the_list(page: Page) -> None:
    page.goto("/jobs/kept/")
    page.get_by_role("button", name="この端末に残す").click()
    page.goto("/jobs/?flag=named")
    card = page.locator(".card[data-facility]").first
    facility = card.get_attribute("data-facility")
    page.goto(card.locator(".card-title a").get_attribute("href") or "")
    page.get_by_role("button", name="この施設を検索結果に出さない").click()
    page.goto("/jobs/?flag=named")
    expect(page.locator(f'.card[data-facility="{facility}"]').first).to_be_hidden()


def test_the_calendar_moves_by_arrow_keys(page: Page) -> None:
    page.goto("/jobs/?view=calendar")
    days = page.locator("[data-month] td:has(a)")
    if days.count() < 2:
        page.get_by_role("link", name="次の月").click()
    days.first.locator("a").focus()
    before = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.href")
    assert before != after
    page.keyboard.press("Enter")
    expect(page).to_have_url(after)


def test_an_open_map_follows_the_conditions(page: Page) -> None:
    page.goto("/jobs/?view=map&area=13")
    page.get_by_role("button", name="地図を開く").click()
    expect(page.locator(".pin").first).to_be_visible(timeout=15_000)
    before = tally(page)
    page.locator("#facet-slot > summary").click()
    page.locator("#slot-night").check()
    expect(page.locator(".chip")).to_have_count(2)
    assert tally(page) < before
    expect(page.locator("#map canvas")).to_be_visible()
    expect(page.locator("figure.prefectures")).to_be_hidden()
    expect(page.locator(".pin").first).to_be_visible()
    assert "slot=night" in (page.locator("#map").get_attribute("data-query") or "")
    page.get_by_role("button", name="地図を閉じる").click()
    expect(page.locator("figure.prefectures")).to_be_visible()


BUDGETS_KB = {  # UX §3: total, HTML, CSS, JS, gzipped as served; requests
    "/jobs/?area=13": (60, 22, 12, 20, 6),
    "posting": (50, 14, 12, 20, 6),
}


@pytest.mark.parametrize("kind", BUDGETS_KB)
def test_first_load_stays_within_its_budget(page: Page, kind: str) -> None:
    path = first_posting(page) if kind == "posting" else kind
    sizes: dict[str, list[int]] = {}

    def note(response: object) -> None:
        body = response.body()  # type: ignore[attr-defined]  # playwright's Response
        sizes.setdefault(response.request.resource_type, []).append(len(gzip.compress(body)))  # type: ignore[attr-defined]

    page.on("response", note)
    page.goto(path, wait_until="networkidle")
    total, html, css, script, requests = BUDGETS_KB[kind]
    flat = [size for found in sizes.values() for size in found]
    assert sum(flat) <= total * 1024, sizes
    assert sum(sizes["document"]) <= html * 1024, sizes
    assert sum(sizes["stylesheet"]) <= css * 1024, sizes
    assert sum(sizes["script"]) <= script * 1024, sizes
    assert len(flat) <= requests, sizes
