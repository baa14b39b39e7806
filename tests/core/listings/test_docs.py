"""docs/imports.md says what the importers read."""

import re
from pathlib import Path

from funade.core.listings.columns import Column
from funade.core.listings.facility_columns import FACILITY_COLUMNS
from funade.core.listings.posting_columns import TEMPLATE_COLUMNS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "imports.md"


def line(column: Column) -> str:
    """The row of the table a column has."""
    required = "yes" if column.required else ""
    return f"| {column.header} | {required} | {column.help} | {column.example} |"


def table() -> str:
    rows = ["| column | required | note | example |", "|---|---|---|---|"]
    return "\n".join([*rows, *map(line, TEMPLATE_COLUMNS)])


def test_every_column_of_the_template_is_documented() -> None:
    assert PAGE.read_text("utf-8").split("-->\n")[-1].strip() == table()


def test_every_column_of_a_list_of_facilities_is_documented() -> None:
    section = re.search(r"own list of facilities\n\n(.+?)\n\n", PAGE.read_text("utf-8"), re.DOTALL)
    assert section is not None
    written = re.sub(r"\([^)]*\)", "", section[1]).replace("\n", " ").rstrip(".")
    assert [name.strip() for name in written.split(",")] == [c.header for c in FACILITY_COLUMNS]
