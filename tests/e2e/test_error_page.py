"""The harness itself, proved on the page that every installation has."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browser import Watch, axe
from tests.e2e.looks import every_look
from tests.e2e.site import Site


@every_look
def test_a_missing_page_says_so_without_barriers(page: Page) -> None:
    response = page.goto("/nowhere")
    assert response is not None
    assert response.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "ページが見つかりません"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    axe(page)


def test_static_files_are_hashed_and_kept_forever(page: Page, demo_site: Site) -> None:
    manifest = (demo_site.data_dir / "static" / "staticfiles.json").read_text(encoding="utf-8")
    assert "htmx-4.min." in manifest
    response = page.request.get("/static/django_htmx/htmx-4.min.js")
    assert response.ok


def test_the_watch_sees_a_request_elsewhere(browser: Browser, demo_site: Site) -> None:
    page = browser.new_page(base_url=demo_site.url)
    watch = Watch(page, demo_site.url)
    page.goto("/nowhere")
    with pytest.raises(Exception, match="Failed to fetch"):
        page.evaluate("fetch('https://elsewhere.example/')")
    page.close()
    assert any("connect-src" in complaint for complaint in watch.complaints)


def test_axe_finds_a_barrier(page: Page) -> None:
    page.goto("/nowhere")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
