"""Debian's Chromium in six looks, watched for requests elsewhere, errors and barriers."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.e2e.site import TREE

AXE = TREE / "node_modules" / "axe-core" / "axe.min.js"
_LOCAL_SCHEMES = {"data", "blob", "about"}

# The last rule is the one that counts: nothing but this machine can even be looked up.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium's sandbox refuses to run as root
]


@dataclass(frozen=True)
class Look:
    """A window width in CSS pixels and a colour scheme."""

    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


LOOKS = [Look(width, scheme) for width in (360, 768, 1280) for scheme in ("light", "dark")]


def chromium() -> str:
    """The browser's path; a RuntimeError says how to get one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("no Chromium: run tools/browser.sh")


class Watch:
    """Collects what a page must never do: ask another origin, log an error, throw."""

    def __init__(self, page: Page, origin: str) -> None:
        self._page = page
        self._origin = origin
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if (
            parts.scheme not in _LOCAL_SCHEMES
            and f"{parts.scheme}://{parts.netloc}" != self._origin
        ):
            self.complaints.append(f"request elsewhere: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # Chromium reports the status of an error page itself; of a missing asset it is our error.
        about_the_page = message.location.get("url") == self._page.url
        if not (about_the_page and "the server responded with a status of" in message.text):
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")


def axe(page: Page) -> None:
    """Fails with one readable line per barrier that axe-core finds (WCAG 2.2 AA, best practice)."""
    # Evaluated by the debugger, so the page's own strict CSP stays as it is.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(f"    {node['html']}" for node in violation["nodes"])
        for violation in result["violations"]
    ]
    assert not lines, f"{len(lines)} barriers at {page.url}:\n" + "\n".join(lines)
