"""What is missing or not running, in words that say what to do."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from funade.apps.catalog.index import index_root
from funade.config.doctor_workers import examine_workers
from funade.config.finding import Finding
from funade.core.search.snapshot import open_current

_ANSWER_WITHIN_S = 2.0


def examine() -> list[Finding]:
    """Everything that must be there for the site to answer, in the order to repair it."""
    database = _database()
    migrations = (
        _migrations()
        if database.ok
        else Finding("migrations", ok=False, text="no database to look at")
    )
    workers = examine_workers(timezone.now()) if migrations.ok else []
    return [_assets(), database, migrations, _index(), _server(), *workers]


def _assets() -> Finding:
    found = settings.FUNADE_ASSETS_DIR.is_dir()
    text = "present" if found else f"{settings.FUNADE_ASSETS_DIR} is missing; run `make setup`"
    return Finding("front-end assets", ok=found, text=text)


def _database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding("database", ok=False, text=f"cannot connect: {' '.join(str(error).split())}")
    return Finding("database", ok=True, text=f"{connection.display_name} answers")


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding(
            "migrations", ok=False, text=f"{len(missing)} not applied; run `funade migrate`"
        )
    return Finding("migrations", ok=True, text="all applied")


def _index() -> Finding:
    if open_current(index_root()) is None:
        text = "none that this program can read; run `funade index build`"
        return Finding("search index", ok=False, text=text)
    return Finding("search index", ok=True, text=f"present in {index_root()}")


def _server() -> Finding:
    origin = urlsplit(settings.FUNADE_ORIGIN)
    port = origin.port or {"http": 80, "https": 443}[origin.scheme]
    try:
        socket.create_connection((origin.hostname or "", port), _ANSWER_WITHIN_S).close()
    except OSError:
        text = f"nothing answers at {settings.FUNADE_ORIGIN}; run `funade serve`"
        return Finding("web server", ok=False, text=text)
    return Finding("web server", ok=True, text=f"answers at {settings.FUNADE_ORIGIN}")
