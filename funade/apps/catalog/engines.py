"""The one module whose SQL depends on the database engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from django.db import connection, transaction

POSTGRESQL: Final = "postgresql"


class Position(NamedTuple):
    """How far a reader has followed the change log: everything before ``(xid, seq)``."""

    xid: int
    seq: int

    def __str__(self) -> str:
        """The form kept beside a snapshot."""
        return f"{self.xid}:{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Back from ``str``. Raises ValueError for anything else."""
        xid, seq = text.split(":")
        return cls(int(xid), int(seq))


START: Final = Position(0, 0)


def current_xid() -> int:
    """The id of the running transaction on PostgreSQL; 0 on SQLite, which has one writer."""
    if connection.vendor != POSTGRESQL:
        return 0
    return _number("SELECT pg_current_xact_id()::text::bigint")


def oldest_running_xid() -> int | None:
    """No transaction below this id is still running; None on SQLite, where none can be."""
    if connection.vendor != POSTGRESQL:
        return None
    return _number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


@contextmanager
def one_state() -> Iterator[None]:
    """A transaction whose reads all see one state of the database; for reading only.

    Inside a running transaction its own rules hold, and nothing is changed.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == POSTGRESQL:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    else:
        with _deferred():
            yield


@contextmanager
def _deferred() -> Iterator[None]:
    """SQLite's read transaction. `atomic` would begin an IMMEDIATE one and wait for writers."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _number(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return int(row[0]) if row else 0
