"""The tables in docs/ tell the whole truth, and the migrations tell the models'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from django.core.management import call_command

from funade.config import cli, settings
from tests.consistency.tree import TREE


def test_every_setting_is_in_the_table() -> None:
    assert _first_column("operations.md", r"FUNADE_\w+") == settings.ENV.asked


def test_every_command_is_in_the_table() -> None:
    root = typer.main.get_command(cli.app)
    assert _first_column("commands.md", r"funade [\w -]+") == {
        f"funade {' '.join(path)}" for path in _commands(root, ())
    }


def test_every_command_group_loads() -> None:
    for name in cli.COMMAND_GROUPS:
        assert cli.load_group(name).name == name


@pytest.mark.django_db
def test_migrations_match_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _first_column(document: str, pattern: str) -> set[str]:
    text = (TREE / "docs" / document).read_text(encoding="utf-8")
    return set(re.findall(rf"^\| `({pattern})` \|", text, re.MULTILINE))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every command that does something, by its words; groups only lead to them."""
    if not hasattr(command, "list_commands"):
        yield path
        return
    for name in command.list_commands(None):
        yield from _commands(command.get_command(None, name), (*path, name))
