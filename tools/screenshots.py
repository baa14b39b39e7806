"""The pictures of the README, taken from the demo in a real browser: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

TREE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TREE))

from tests.e2e.browser import FLAGS, chromium  # noqa: E402
from tests.e2e.site import Site  # noqa: E402

IMAGES = TREE / "docs" / "images"
SEARCH = "/jobs/?area=13&slot=night"


def main() -> None:
    """A site of its own, three pictures, nothing left behind."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), extra={"FUNADE_DEMO": "1"})
        site.funade("migrate")
        site.funade("demo", "prepare", "--postings", "3000")
        with site.served(), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            _picture(browser, site, "search", 1280, 860)
            _picture(browser, site, "posting-phone", 390, 800)
            _member(browser, site)
            browser.close()


def _picture(browser: Browser, site: Site, name: str, width: int, height: int) -> None:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": height},
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
    )
    page = context.new_page()
    page.goto(SEARCH)
    if name.startswith("posting"):
        _open_first(page)
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def _member(browser: Browser, site: Site) -> None:
    """The demo's physician, who has begun to look around."""
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 390, "height": 800},
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
    )
    page = context.new_page()
    page.goto("/demo/")
    page.locator("form[action*=physician] button").click()
    page.goto("/me/saved/")
    page.screenshot(path=IMAGES / "member-phone.png")
    context.close()


def _open_first(page: Page) -> None:
    page.locator(".card-title a").first.click()
    page.wait_for_load_state("networkidle")


main()
