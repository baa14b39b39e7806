"""XLSX and JSON as rows of text, the header first."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final
from zipfile import ZipFile

from openpyxl import load_workbook

from funade.core.listings.rows import MAX_RECORD, TOO_LONG, Row, TableError, broken_row, read_row

MAX_JSON: Final = 64 * 1024 * 1024
"""Bytes of a JSON file; it has to be in memory as a whole."""
MAX_XLSX: Final = 512 * 1024 * 1024
"""Bytes of an XLSX file unpacked: a small file may unpack to anything."""
ROW_KEYS: Final = ("postings", "facilities", "rows")
"""Where the list of rows may stand in a JSON object."""

_BAD_XLSX: Final = "Excelファイルを読めません。Excelで開いて「.xlsx」形式で保存し直してください"
_BAD_JSON: Final = "JSONとして読めません"


def read_xlsx(stream: IO[bytes]) -> Iterator[Row]:
    """The rows of the first sheet, cells as a person sees them. Raises TableError."""
    with ZipFile(stream) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_XLSX:
            raise TableError("Excelファイルの中身が大きすぎます。CSVで保存し直してください")
    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [cell_text(value) for value in values]
            if any(cells):
                yield _limited(number, cells)
    except Exception as error:
        raise TableError(_BAD_XLSX) from error


def cell_text(value: Any) -> str:
    """A cell or JSON value as text: no ``.0``, ISO dates, clock times past midnight as 33:00."""
    match value:
        case None:
            text = ""
        case bool():
            text = "はい" if value else "いいえ"
        case float() if value.is_integer():
            text = str(int(value))
        case date() | time() | timedelta():
            text = _moment_text(value)
        case list():
            text = "、".join(cell_text(item) for item in value)
        case _:
            text = str(value)
    return text


def _moment_text(value: date | time | timedelta) -> str:
    """Days in ISO form, clock times and spans as hours and minutes (33:00 stays 33:00)."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02d}"
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def read_json(data: bytes) -> Iterator[Row]:
    """The objects of a JSON list as rows under one header. Raises TableError."""
    items = _items(data)
    header = list(dict.fromkeys(key for item in items if isinstance(item, dict) for key in item))
    if header:
        yield read_row(0, header)
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict) and item:
            yield _limited(number, [cell_text(item.get(key)) for key in header])
        else:
            text = cell_text(item)
            yield broken_row(number, text, "項目名と値の組（{…}）ではありません")


def _items(data: bytes) -> list[Any]:
    """The list of rows: the document itself, or what stands under one of `ROW_KEYS`."""
    try:
        # Numbers stay as written: 0113 and 1e400 are text until a column says otherwise.
        found = json.loads(data.decode("utf-8-sig"), parse_int=str, parse_float=str)
    except UnicodeDecodeError:
        raise TableError(f"{_BAD_JSON}。UTF-8で保存し直してください") from None
    except json.JSONDecodeError as error:
        raise TableError(f"{_BAD_JSON}（{error.lineno}行目、{error.colno}文字目）") from None
    except (ValueError, RecursionError):
        raise TableError(f"{_BAD_JSON}。入れ子が深すぎるか、値が長すぎます") from None
    if isinstance(found, dict):
        found = next((found[key] for key in ROW_KEYS if key in found), [found])
    if not isinstance(found, list):
        raise TableError(f"{_BAD_JSON}。行の一覧（[…]）にしてください")
    return found


def _limited(number: int, cells: list[str]) -> Row:
    if sum(map(len, cells)) > MAX_RECORD:
        return broken_row(number, " ".join(cells[:1]), TOO_LONG)
    return read_row(number, cells)
