"""The reader: whatever the bytes are, good rows come out and bad ones are told."""

import gzip
import io
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from funade.core.listings.rows import MAX_RECORD, Row, TableError
from funade.core.listings.sheets import cell_text
from funade.core.listings.tables import open_table

LINES = "名称,印\n髙島①㈱,x\n"


def rows_of(path: Path, data: bytes) -> list[Row]:
    path.write_bytes(data)
    with open_table(path) as table:
        return list(table.rows)


def cells_of(path: Path, data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in rows_of(path, data)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings_are_recognised(file: Path, encoding: str) -> None:
    assert cells_of(file, LINES.encode(encoding)) == [("名称", "印"), ("髙島①㈱", "x")]


def test_late_cp932_is_recognised(file: Path) -> None:
    data = b"a,b\n" * 50_000 + "髙,①\n".encode("cp932")
    assert cells_of(file, data)[-1] == ("髙", "①")


def test_tabs_zip_and_gzip(file: Path) -> None:
    assert cells_of(file, b'a\tb\n1\t"2,3"\n')[1] == ("1", "2,3")
    assert cells_of(file, gzip.compress(LINES.encode()))[0] == ("名称", "印")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("list.csv", LINES.encode("cp932"))
    assert cells_of(file, packed.getvalue())[1] == ("髙島①㈱", "x")


def test_xlsx_cells_read_as_a_person_sees_them(file: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["求人番号", "勤務日", "開始", "終了", "給与"])
    sheet.append(["0113", date(2026, 12, 5), time(17, 30), timedelta(hours=33), 40000.0])
    packed = io.BytesIO()
    book.save(packed)
    assert cells_of(file, packed.getvalue())[1] == ("0113", "2026-12-05", "17:30", "33:00", "40000")


def test_json_objects_become_rows(file: Path) -> None:
    rows = rows_of(file, b'{"postings": [{"a": 0.50, "b": ["x", "y"]}, 7, {"b": null, "c": true}]}')
    assert [row.cells for row in rows] == [
        ("a", "b", "c"),
        ("0.50", "x、y", ""),
        ("7",),
        ("", "", "はい"),
    ]
    assert rows[2].problem


def test_a_quote_that_stays_open_costs_one_row(file: Path) -> None:
    rows = rows_of(file, b'a,b\n1,"x\n2,"y"\n3,"two\nlines"\n4,5" pipe\n5,"q"z\n6,ok\n')
    assert [row.line for row in rows if row.problem] == [2, 7]
    assert [row.cells for row in rows if not row.problem] == [
        ("a", "b"),
        ("2", "y"),
        ("3", "two\nlines"),
        ("4", '5" pipe'),
        ("6", "ok"),
    ]


def test_nul_and_bad_bytes_cost_one_row(file: Path) -> None:
    rows = rows_of(file, b"a,b\n1\0,2\n" + b"\xff\xff,x\n" + "良,好\n".encode())
    assert [bool(row.problem) for row in rows] == [False, True, True, False]
    assert "\0" not in "".join(rows[1].cells)


def test_a_line_of_100_mb_is_one_rejected_row_in_constant_memory(file: Path) -> None:
    with file.open("wb") as out:
        out.write(b"a,b\n1,")
        for _ in range(100):
            out.write(b'x,"' * 349_525)  # 1 MiB
        out.write(b"\n2,y\n")
    tracemalloc.start()
    with open_table(file) as table:
        rows = list(table.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(row.line, row.cells[0][:1], bool(row.problem)) for row in rows] == [
        (1, "a", False),
        (2, "1", True),
        (3, "2", False),
    ]
    assert peak < 5_000_000


def test_a_record_over_the_limit_is_rejected(file: Path) -> None:
    half = b"x" * (MAX_RECORD // 2)
    rows = rows_of(file, b'1,"' + half + b"\n" + half + b'"\n2,y\n')
    assert [bool(row.problem) for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"PK\x03\x04broken", "壊れている"),
        (b"\x1f\x8bbroken", "壊れている"),
        (gzip.compress(LINES.encode() * 9_000)[:-40], "最後まで"),
        (b"[1,", "1行目"),
        (b'[{"a": "\xff"}]', "UTF-8"),
        (b"[" * 100_000, "入れ子"),
        (b"\xd0\xcf\x11\xe0old", ".xls"),
    ],
)
def test_what_is_no_table_is_said_in_one_line(file: Path, data: bytes, word: str) -> None:
    with pytest.raises(TableError) as caught:
        rows_of(file, data)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="開けません"), open_table(tmp_path / "none"):
        pass


def test_a_broken_workbook_is_said(file: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<not a workbook")
    with pytest.raises(TableError, match="Excel"):
        rows_of(file, packed.getvalue())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(alphabet=',"\n\r\t[]{}a1髙\0', max_size=200)))
def test_the_reader_never_raises_anything_else(tmp_path: Path, data: bytes | str) -> None:
    path = tmp_path / "any"
    try:
        rows = rows_of(path, data.encode() if isinstance(data, str) else data)
    except TableError:
        return
    assert all(row.cells and isinstance(row.line, int) for row in rows)


@given(st.floats(allow_nan=True) | st.datetimes() | st.text() | st.none() | st.booleans())
def test_any_cell_has_a_text(value: object) -> None:
    assert isinstance(cell_text(value), str)
    assert cell_text(datetime(2026, 12, 5, 17, 30)) == "2026-12-05T17:30:00"  # noqa: DTZ001
