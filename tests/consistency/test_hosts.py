"""Nothing committed names a package registry, a content network or somebody's machine."""

from __future__ import annotations

import pytest

from tests.consistency import tree

# Written in pieces, so that this file does not name them either.
HOSTS = [
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("crates", "io"),
    ("deb.debian", "org"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("cdnjs", "cloudflare"),
    ("googleapis", "com"),
    ("gstatic", "com"),
]
# Where Chromium subscribes to Web Push: spoken to only for members who asked for it.
PUSH_SERVICES = [("fcm", "googleapis", "com")]
MACHINE_FOLDERS = ["work", "root", "farm"]
NEEDLES = [".".join(host) for host in HOSTS] + [f"/{folder}/" for folder in MACHINE_FOLDERS]


@pytest.mark.parametrize("needle", NEEDLES)
def test_nothing_names(needle: str) -> None:
    assert not [name for name, text in tree.texts() if needle in _without_push_services(text)]


def _without_push_services(text: str) -> str:
    for host in PUSH_SERVICES:
        text = text.replace(".".join(host), "")
    return text


def test_the_code_under_test_is_this_tree() -> None:
    import funade

    assert funade.__file__ == str(tree.TREE / "funade" / "__init__.py")
