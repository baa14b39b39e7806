"""Counting SQL: a page's number of queries must not grow with the number of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def assert_queries(expected: int) -> Iterator[None]:
    """Fails, listing the statements, unless the block runs exactly `expected` of them."""
    with CaptureQueriesContext(connection) as captured:
        yield
    statements = [query["sql"] for query in captured.captured_queries]
    listing = "\n".join(f"  {number}. {sql}" for number, sql in enumerate(statements, 1))
    assert len(statements) == expected, f"{len(statements)} queries, not {expected}:\n{listing}"
