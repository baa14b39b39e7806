"""The map in a real browser: quiet, complete in words, usable by keyboard."""

from __future__ import annotations

import re
import time
from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.e2e.browser import axe
from tests.e2e.looks import every_look
from tests.e2e.map_page import PATH, MapPage

BUDGET_BYTES = 470_000
IDLE_WITHIN_S = 3.0


@pytest.fixture
def site(page: Page) -> MapPage:
    return MapPage(page)


@every_look
def test_the_prefectures_stand_before_the_map(page: Page, site: MapPage) -> None:
    site.open()
    page.get_by_text("都道府県の一覧から選ぶ").click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    drawing = page.locator(".prefectures-drawing")
    drawing.get_by_role("link", name="千葉県").focus()
    page.keyboard.press("Tab")
    expect(drawing.get_by_role("link", name="東京都 936枠")).to_be_focused()


@every_look
def test_the_map_opens_without_barriers_or_overlapping_pins(page: Page, site: MapPage) -> None:
    site.open()
    site.open_map()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    faces = page.locator(".pin:not(.is-dot) .pin-face")
    boxes = [box for at in range(faces.count()) if (box := faces.nth(at).bounding_box())]
    assert len(boxes) >= 5
    for one, other in combinations(boxes, 2):
        assert _apart(one, other), (one, other)


def _apart(one: FloatRect, other: FloatRect) -> bool:
    left, right = sorted((one, other), key=lambda box: box["x"])
    upper, lower = sorted((one, other), key=lambda box: box["y"])
    return left["x"] + left["width"] <= right["x"] or upper["y"] + upper["height"] <= lower["y"]


def test_nothing_is_loaded_before_the_gesture_and_little_after_it(
    page: Page, site: MapPage
) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    site.open()
    assert not [url for url in loaded if re.search("maplibre|geojson|map-view|clusters", url)]
    loaded.clear()
    started = time.monotonic()
    site.open_map()
    assert time.monotonic() - started <= IDLE_WITHIN_S
    sizes = {
        url: int(page.request.get(url).headers["content-length"])
        for url in set(loaded)
        if "/static/" in url
    }
    assert len(sizes) == 5
    assert sum(sizes.values()) <= BUDGET_BYTES, sizes


def test_pins_are_buttons_that_say_all_they_show(page: Page, site: MapPage) -> None:
    site.open()
    site.open_map()
    assert page.locator(".pin").evaluate_all("all => all.every(one => one.matches('button'))")
    page.get_by_role("button", name="1番 札幌市中央区の内科外来、3枠、最高12万円").wait_for()
    cluster = page.locator(".pin.is-cluster").first
    assert re.fullmatch(r"[\d,]+枠、最高[\d.]+万円", cluster.get_attribute("aria-label") or "")


def test_a_listed_pin_leads_to_its_card_and_the_card_lifts_its_pin(
    page: Page, site: MapPage
) -> None:
    site.open()
    site.open_map()
    pin = page.get_by_role("button", name=re.compile("^3番"))
    card = page.locator('[data-posting="p3"]')
    pin.focus()
    expect(card).to_have_class(re.compile("is-on-map"))
    page.keyboard.press("Enter")
    expect(card.get_by_role("link")).to_be_focused()
    expect(pin).to_have_class(re.compile("is-lifted"))


def test_another_posting_opens_a_popup_that_escape_closes(page: Page, site: MapPage) -> None:
    site.open()
    site.open_map()
    pin = page.get_by_role("button", name=re.compile("石垣市の透析"))
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="石垣市の透析")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="石垣市の透析")).to_have_count(0)
    expect(pin).to_be_focused()


def test_a_cluster_zooms_in_and_the_list_waits_for_the_button(page: Page, site: MapPage) -> None:
    site.open()
    site.open_map()
    search = page.get_by_role("button", name="この範囲で再検索")
    expect(search).to_be_hidden()
    with page.expect_request("**/jobs/clusters.json?*"):
        page.locator(".pin.is-cluster:not(.is-dot)").first.click()
    expect(search).to_be_visible()
    assert "box=" not in page.url
    search.click()
    page.wait_for_url(re.compile(r"box=[\d.%C-]+#map$"))
    site.wait_for_pins()  # the map is open again, at the same place
    page.go_back()
    page.wait_for_url(re.compile(rf"{PATH}#map$"))


@every_look
def test_the_map_follows_when_the_page_changes_what_it_shows(page: Page, site: MapPage) -> None:
    site.open()
    site.open_map()
    names = page.locator(".map-name:visible")
    expect(names).to_have_count(0)  # too small to name
    page.locator("#map").evaluate("map => { map.dataset.view = '139.2,35.35,140.3,36.0' }")
    page.get_by_role("button", name=re.compile("^4番 世田谷区")).wait_for()
    expect(names.filter(has_text="埼玉県")).to_have_count(1)


def test_the_keyboard_moves_and_zooms(page: Page, site: MapPage) -> None:
    site.open()
    site.open_map()
    page.locator(".map-canvas canvas").focus()
    for key in ("Equal", "ArrowLeft"):
        with page.expect_request("**/jobs/clusters.json?*"):
            page.keyboard.press(key)
        page.wait_for_timeout(500)
    zooms = [re.findall(r"zoom=(\d+)", query)[0] for query in site.asked]
    assert int(zooms[-1]) == int(zooms[0]) + 1


def test_a_failure_is_told_in_words_and_can_be_retried(page: Page, site: MapPage) -> None:
    site.broken = True
    site.open()
    page.get_by_role("button", name="地図を開く").click()
    expect(page.get_by_role("status")).to_have_text("地図の求人を読み込めませんでした。")
    site.broken = False
    page.get_by_role("button", name="再試行").click()
    site.wait_for_pins()
    expect(page.get_by_role("button", name="再試行")).to_be_hidden()


def test_a_browser_that_cannot_draw_is_told_so(page: Page, site: MapPage) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    site.open()
    page.get_by_role("button", name="地図を開く").click()
    expect(page.get_by_role("status")).to_contain_text("地図を表示できませんでした。")
    expect(page.locator(".prefectures")).to_be_visible()


def test_closing_brings_the_prefectures_back(page: Page, site: MapPage) -> None:
    site.open(f"{PATH}#map")
    site.wait_for_pins()
    expect(page.locator(".prefectures")).to_be_hidden()
    page.get_by_role("button", name="地図を閉じる").click()
    expect(page.locator(".prefectures")).to_be_visible()
    expect(page.get_by_role("button", name="地図を開く")).to_be_focused()
    assert not page.url.endswith("#map")
