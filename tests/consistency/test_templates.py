"""Templates obey the strict CSP, speak plainly, and none is left over."""

from __future__ import annotations

import re

import pytest

from tests.consistency import tree

# A data block is not executed, so the CSP lets it be.
_INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx handler, which needs eval": re.compile(r"\bhx-on\b|[\"']js:"),
    "a javascript: link": re.compile(r"javascript:", re.IGNORECASE),
    "a script without src": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"(?:application/(?:ld\+)?json|importmap)\")",
        re.IGNORECASE,
    ),
}

# Bureaucratic or servile turns, and what to write instead.
_COPY = {
    "することができ": "「できます」",
    "させていただ": "「します」",
    "ご参考": "what the reader can do with it",
}


@pytest.mark.parametrize("what", _INLINE)
def test_nothing_is_inline(what: str) -> None:
    assert not [name for name, text in tree.templates() if _INLINE[what].search(text)]


@pytest.mark.parametrize("phrase", _COPY)
def test_copy_is_plain(phrase: str) -> None:
    found = [name for name, text in tree.templates() if phrase in text]
    assert not found, f"write {_COPY[phrase]}"


def test_every_template_is_used() -> None:
    sources = [text for name, text in tree.texts() if name.startswith("funade/")]
    unused = [
        name
        for name, _ in tree.templates()
        if not any(re.search(rf"[\"']{re.escape(name)}[\"'#]", text) for text in sources)
    ]
    assert not unused


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("a style attribute", '<p class="a" style="color: red">'),
        ("an event attribute", '<button type="button" onclick="go()">'),
        ("a script without src", "<script>go()</script>"),
    ],
)
def test_the_patterns_bite(what: str, html: str) -> None:
    assert _INLINE[what].search(html)
    assert not _INLINE["a script without src"].search('<script src="/a.js" defer></script>')
    assert not _INLINE["a script without src"].search(
        '<script type="application/ld+json">{}</script>'
    )
