"""The archive reads back what it was given, whatever was typed."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.documents.archive import ArchiveError, Part, read_archive, table, write_archive

json_values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())
rows = st.lists(st.dictionaries(st.text(min_size=1), json_values))


@given(st.dictionaries(st.sampled_from(["one", "two", "three"]), rows))
def test_archive_reads_back_what_was_written(sections: dict[str, list[dict[str, object]]]) -> None:
    parts = [Part(name, "見出し", held) for name, held in sections.items()]
    assert read_archive(write_archive(parts, "2026-11-23", {})) == sections


def test_same_data_makes_the_same_bytes() -> None:
    parts = [Part("one", "見出し", [{"a": 1}], [("image.jpg", b"pixels")])]
    assert write_archive(parts, "2026-11-23", {}) == write_archive(parts, "2026-11-23", {})


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_archive_refuses_what_is_none(content: bytes) -> None:
    with pytest.raises(ArchiveError, match="読み取れません"):
        read_archive(content)


@pytest.mark.parametrize(
    "data", ["[]", "{}", '{"format": 1, "sections": 3}', '{"format": 1, "sections": {"a": [1]}}']
)
def test_archive_refuses_a_zip_of_something_else(data: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("data.json", data)
    with pytest.raises(ArchiveError):
        read_archive(buffer.getvalue())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_spreadsheet_runs_no_cell(start: str) -> None:
    text = table([{"note": f"{start}1+1"}]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{start}1+1"]
