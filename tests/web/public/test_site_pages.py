"""The front page, and what machines read first."""

from __future__ import annotations

import json
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from funade.apps.catalog.actions.postings import close_postings
from funade.core.kernel.actor import KEEPER
from tests.factories.listings import NOW, TODAY, publish

pytestmark = pytest.mark.django_db(transaction=True)
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_the_front_page_counts_and_leads_into_the_search(client: Client) -> None:
    publish()
    html = client.get("/").content.decode()
    assert "1件の求人（1枠）" in html
    assert 'action="/jobs/"' in html
    assert 'href="/jobs/?area=13"' in html


def test_the_sitemap_holds_the_open_postings_only(client: Client) -> None:
    open_row, closed = publish(), publish()
    close_postings(actor=KEEPER, ids=[closed.pk], on=TODAY, now=NOW)
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  (our own page)
    assert [loc.text for loc in index.iter(LOC)] == ["http://localhost:8000/sitemap-jobs-1.xml"]
    rows = ET.fromstring(client.get("/sitemap-jobs-1.xml").content)  # noqa: S314
    addresses = [str(loc.text) for loc in rows.iter(LOC)]
    assert f"http://localhost:8000/jobs/{open_row.public_id}/" in addresses
    assert not [address for address in addresses if closed.public_id in address]
    assert client.get("/sitemap-jobs-2.xml").status_code == 404


def test_robots_may_read_jobs_but_not_what_is_kept(client: Client) -> None:
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    assert rules.can_fetch("*", "http://localhost:8000/jobs/abc/")
    assert not rules.can_fetch("*", "http://localhost:8000/jobs/kept/")
    assert not rules.can_fetch("*", "http://localhost:8000/jobs/compare/?ids=a")


def test_a_demo_stays_out_of_search_engines(client: Client, settings: Settings) -> None:
    settings.FUNADE_DEMO = True
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    assert "すべて架空で" in client.get("/").content.decode()


@pytest.mark.parametrize(
    "path", ["/about/sources/", "/about/nothing-sent/", "/jobs/kept/", "/llms.txt"]
)
def test_plain_pages_answer(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_installed_name_is_neutral(client: Client) -> None:
    manifest = json.loads(client.get("/app.webmanifest").content)
    assert {manifest["name"], manifest["short_name"]} == {"Funade"}
