"""The files of this tree as git sees them: tracked ones and new ones that are not ignored."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TREE,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (TREE / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def texts() -> Iterator[tuple[str, str]]:
    """(path inside the tree, content) of every file that is text."""
    for path in files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield str(path.relative_to(TREE)), raw.decode("utf-8", "replace")


def python_sources() -> Iterator[tuple[str, str]]:
    """Our own Python files; migrations are written by Django."""
    return (
        (name, text)
        for name, text in texts()
        if name.endswith(".py") and "/migrations/" not in name
    )


def templates() -> Iterator[tuple[str, str]]:
    """(name as Django loads it, content) of every template."""
    for name, text in texts():
        before, found, inside = name.partition("/templates/")
        if found and before.startswith("funade/"):
            yield inside, text
