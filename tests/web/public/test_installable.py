"""The installed app: a neutral name, real icons, a worker that keeps nothing of anybody."""

from __future__ import annotations

import json
import re
import struct
from typing import Any

import pytest
from django.test import Client

from funade.core.privacy.neutral import betrayals

pytestmark = pytest.mark.django_db
DISPLAYS = {"fullscreen", "standalone", "minimal-ui", "browser"}
PURPOSES = {"any", "maskable", "monochrome"}
MEMBERS = {  # of the W3C manifest, that we use
    "name", "short_name", "lang", "dir", "id", "start_url", "scope", "display",
    "background_color", "theme_color", "icons",
}  # fmt: skip


@pytest.fixture
def manifest(client: Client) -> dict[str, Any]:
    response = client.get("/app.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    read: dict[str, Any] = json.loads(response.content)
    return read


def test_the_manifest_is_a_manifest(manifest: dict[str, Any]) -> None:
    assert set(manifest) == MEMBERS
    assert manifest["display"] in DISPLAYS
    assert manifest["dir"] in {"ltr", "rtl", "auto"}
    for address in ("id", "start_url"):
        assert manifest[address].startswith(manifest["scope"])
    for colour in ("background_color", "theme_color"):
        assert re.fullmatch(r"#[0-9a-f]{6}", manifest[colour])


def test_s13_the_app_is_named_after_nothing(manifest: dict[str, Any]) -> None:
    assert not betrayals(" ".join(str(value) for value in manifest.values()))
    assert len(manifest["short_name"]) <= 12


def test_the_icons_are_what_the_manifest_says(client: Client, manifest: dict[str, Any]) -> None:
    found = set()
    for icon in manifest["icons"]:
        assert set(icon["purpose"].split()) <= PURPOSES
        response = client.get(icon["src"])
        content = b"".join(response)
        assert response.headers["Content-Type"] == icon["type"]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"
            found.add((width, icon["purpose"]))
            assert len(content) < 8_000
    assert {(192, "any"), (512, "any"), (512, "maskable")} <= found


def test_the_worker_is_fresh_and_sees_the_whole_site(client: Client) -> None:
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Service-Worker-Allowed"] == "/"
    script = response.content.decode()
    assert not betrayals(" ".join(re.findall(r'"([^"]*)"', script)))


def test_the_offline_page_stands_alone(client: Client) -> None:
    html = client.get("/offline/").content.decode()
    assert "<script" not in html
    assert re.findall(r'href="([^"]*)"', html) == ["/static/shared/funade.css", ""]
