"""A feed of news for a feed reader (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

_ATOM: Final = "http://www.w3.org/2005/Atom"
register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of news."""

    id: str
    """A permanent URI, e.g. ``urn:uuid:…``."""
    title: str
    updated: datetime
    link: str
    """Absolute."""
    summary: str = ""


def write_feed(
    items: Sequence[Item], *, id: str, title: str, author: str, link: str, updated: datetime
) -> bytes:
    """The feed as UTF-8 bytes. ``updated`` is what an empty feed says; else the newest item's.

    There is no ``rel="self"``: the address is a secret, and readers pass feeds on.
    """
    feed = Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", id)
    _add(feed, "title", title)
    _add(feed, "updated", _instant(max((item.updated for item in items), default=updated)))
    _add(SubElement(feed, f"{{{_ATOM}}}author"), "name", author)
    SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", href=link)
    for item in items:
        entry = SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", _instant(item.updated))
        SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=item.link)
        _add(entry, "summary", item.summary or item.title)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: Element, name: str, words: str) -> None:
    """A child with words, less the characters XML cannot hold."""
    clean = "".join(it if it.isprintable() or it in "\t\n" else " " for it in words)
    SubElement(parent, f"{{{_ATOM}}}{name}").text = clean


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
