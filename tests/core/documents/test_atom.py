"""The feed of news is what RFC 4287 asks for, and a real reader reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from funade.core.documents.atom import Item, write_feed

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(*items: Item) -> bytes:
    return write_feed(
        items,
        id="urn:uuid:1f0f3b8e-6f2d-4c57-9a6e-000000000001",
        title="お知らせ",
        author="Funade",
        link="http://localhost:8000/me/news/",
        updated=NOW,
    )


def item(title: str = "新着 3件") -> Item:
    return Item(id="urn:uuid:2", title=title, updated=NOW, link="http://localhost:8000/me/news/")


def assert_structure(content: bytes) -> None:
    """RFC 4287 §4.1: what must stand once stands once, in the right namespace."""
    root = ET.fromstring(content)  # noqa: S314  # our own bytes
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1, name
        links = [link.attrib for link in parent.findall(f"{ATOM}link")]
        assert [link["rel"] for link in links] == ["alternate"], "the secret address stands nowhere"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Funade"


def test_a_reader_reads_it() -> None:
    content = feed(item())
    assert_structure(content)
    read = feedparser.parse(content)
    assert not read.bozo
    assert read.version == "atom10"
    assert [entry.title for entry in read.entries] == ["新着 3件"]
    assert read.entries[0].updated == "2026-11-23T03:00:00Z"


def test_without_news_it_is_still_a_feed() -> None:
    content = feed()
    assert_structure(content)
    assert not feedparser.parse(content).bozo


@given(st.text(max_size=80))
def test_whatever_a_title_holds_it_stays_well_formed(title: str) -> None:
    assert_structure(feed(item(title)))
