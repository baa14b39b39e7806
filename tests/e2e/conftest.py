"""The browser tests' fixtures: one site and one browser per run, a fresh page per test.

A test takes `page` (1280 px, light). Marked `@every_look` it runs in all six looks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browser import FLAGS, Look, Watch, chromium
from tests.e2e.site import Site, prepare_site

_HEIGHT = 900


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    prepare_site(site)
    with site.served():
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def look() -> Look:
    return Look(1280, "light")


@pytest.fixture
def page(
    browser: Browser, demo_site: Site, look: Look, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page that fails its test for a request elsewhere, a console error or an exception."""
    context = browser.new_context(
        base_url=demo_site.url,
        viewport={"width": look.width, "height": _HEIGHT},
        color_scheme=look.scheme,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
    )
    opened = context.new_page()
    watch = Watch(opened, demo_site.url)
    yield opened
    _keep_picture(opened, request.node.name)
    context.close()
    assert not watch.complaints, "\n".join(watch.complaints)


def _keep_picture(page: Page, test: str) -> None:
    folder = os.environ.get("FUNADE_TEST_SCREENSHOTS")
    if folder:
        name = re.sub(r"[^\w-]+", "-", test).strip("-")
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
