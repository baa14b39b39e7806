"""A member's data as one ZIP that people and programs can read (STEALTH S-28).

`data.json` is the whole and what an import reads; the same rows stand as CSV for spreadsheets,
with a mark that lets Excel see UTF-8. Names of files say nothing.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = 1
MOST_BYTES: Final = 50 * 1024 * 1024
"""Nobody's data is larger; a bigger upload is refused before it is unpacked."""

_DATA: Final = "data.json"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same data make the same bytes
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


class ArchiveError(ValueError):
    """An archive cannot be read; the message, in Japanese, says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its name, heading, rows and files."""

    name: str
    label: str
    rows: Sequence[Mapping[str, Any]]
    files: Sequence[tuple[str, bytes]] = ()


def write_archive(parts: Iterable[Part], made_at: str, extra: Mapping[str, bytes]) -> bytes:
    """The ZIP of all parts; ``extra`` are whole files such as a calendar, by name."""
    parts = list(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = {
            "format": FORMAT,
            "made_at": made_at,
            "sections": {part.name: list(part.rows) for part in parts},
        }
        _add(archive, _DATA, json.dumps(whole, ensure_ascii=False, indent=1).encode())
        for part in parts:
            if part.rows:
                _add(archive, f"tables/{part.name}.csv", table(part.rows))
            for name, content in part.files:
                _add(archive, f"files/{part.name}/{name}", content)
        for name, content in extra.items():
            _add(archive, name, content)
        _add(archive, "README.txt", _readme(parts).encode())
    return buffer.getvalue()


def read_archive(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of each section. Raises ArchiveError for anything `write_archive` did not make."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_DATA).file_size > MOST_BYTES:
                raise ArchiveError("ファイルが大きすぎます。書き出したファイルを選んでください。")
            whole = json.loads(archive.read(_DATA))
        if whole["format"] != FORMAT:
            raise ArchiveError("新しい形式のファイルのため読み取れません。")
        return {str(name): _rows(rows) for name, rows in whole["sections"].items()}
    except ArchiveError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError):
        raise ArchiveError(
            "このファイルは読み取れません。このサイトで書き出したファイルを選んでください。"
        ) from None


def table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8 with BOM; a cell that a spreadsheet would run gets a leading quote."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    runs = isinstance(value, str) and text.startswith(_FORMULA_STARTS)
    return f"'{text}" if runs else text


def _rows(rows: object) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ArchiveError("ファイルの中身が壊れています。もう一度書き出してください。")
    return rows


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _readme(parts: Sequence[Part]) -> str:
    lines = [f"tables/{part.name}.csv  {part.label}（{len(part.rows)}件）" for part in parts]
    return "\r\n".join(["data.json  すべて（このサイトに読み込めます）", *lines, ""])
