"""A column of a form: what its header may be called and how a cell is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from funade.core.kernel.text import fold_compact
from funade.core.listings.values import BadValueError


def _as_written(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is the name the value goes by; ``help`` and ``example`` stand in the template."""

    field: str
    header: str
    read: Callable[[str], Any] = _as_written
    aliases: tuple[str, ...] = ()
    help: str = ""
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    """The names that may be written, where a master decides."""


def find_columns(columns: Sequence[Column], header: Sequence[str]) -> dict[str, int]:
    """Where each column stands in a header, by field; the first of two with one name counts."""
    places: dict[str, int] = {}
    for at, written in enumerate(header):
        places.setdefault(fold_compact(written), at)
    found: dict[str, int] = {}
    for column in columns:
        for name in (column.header, *column.aliases):
            if (key := fold_compact(name)) in places:
                found.setdefault(column.field, places[key])
    return found


@dataclass(frozen=True, slots=True)
class Cells:
    """The values of one row by field (empty cells are absent) and what was wrong with it."""

    values: Mapping[str, Any]
    problems: tuple[str, ...]


def read_cells(
    columns: Sequence[Column],
    places: Mapping[str, int],
    cells: Sequence[str],
    *,
    check_required: bool = True,
) -> Cells:
    """Read a row. Every problem names the column, the value and what to do."""
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        at = places.get(column.field)
        text = unescape(cells[at]) if at is not None and at < len(cells) else ""
        if not text:
            if column.required and check_required:
                problems.append(f"「{column.header}」が空です。必ず書いてください")
            continue
        try:
            values[column.field] = column.read(text)
        except BadValueError as error:
            problems.append(f"「{column.header}」の「{text[:40]}」が読めません。{error}")
    return Cells(values, tuple(problems))


def escape(text: str) -> str:
    """A cell that a spreadsheet program will not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "'"} else text


def unescape(text: str) -> str:
    """Back from `escape`; an apostrophe before anything else is text."""
    guarded = text[:1] == "'" and text[1:2] in {"=", "+", "-", "@", "\t", "\r", "'"}
    return text[1:] if guarded else text
