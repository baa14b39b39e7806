"""Our palette is the デジタル庁 tokens', not a colour somebody liked."""

from __future__ import annotations

import re

import pytest

from tests.consistency import tree

TOKENS = tree.TREE / "node_modules/@digital-go-jp/design-tokens/dist/tokens.css"
CSS = tree.TREE / "funade/web/shared/static/shared/funade.css"
SAME = {
    "ink": "neutral-solid-gray-800",
    "link": "primitive-blue-1000",
    "accent": "primitive-blue-900",
    "good": "primitive-green-800",
    "warn": "primitive-orange-900",
    "bad": "primitive-red-900",
    "focus-ring": "primitive-yellow-300",
}


@pytest.mark.parametrize(("ours", "theirs"), SAME.items())
def test_light_colours_are_the_tokens(ours: str, theirs: str) -> None:
    if not TOKENS.exists():
        pytest.skip("node_modules is not there: make setup")
    found = re.search(rf"--{ours}: (#\w+);", CSS.read_text(encoding="utf-8"))
    token = re.search(rf"--color-{theirs}: (#\w+);", TOKENS.read_text(encoding="utf-8"))
    assert found is not None
    assert token is not None
    assert found[1] == token[1]
