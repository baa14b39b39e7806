"""A real installation with a database of its own, on the engine that the tests run on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests import postgres

TREE = Path(__file__).resolve().parents[3]
PEER = "tests.apps.outbox.peer.station"
TABLE = "CREATE TABLE peer_effect (job VARCHAR(200))"


@dataclass
class Installation:
    """Runs `funade` with the peer installed."""

    directory: Path
    url: str
    more: Mapping[str, str] = field(default_factory=dict)
    """Environment variables on top."""
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name[:7] != "FUNADE_"}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.apps.outbox.peer.settings",
            "PYTHONPATH": str(TREE),
            "FUNADE_DATA_DIR": str(self.directory),
            "FUNADE_DATABASE_URL": self.url,
            "FUNADE_JOB_LEASE_S": "1",
            "FUNADE_LOG_LEVEL": "WARNING",
            "FUNADE_TEST_PEER": str(self.directory),
            **self.more,
        }

    def start(self, *words: str, **pipes: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=TREE,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            **pipes,
        )

    def run(self, *words: str) -> str:
        """The output of one `funade` command that must succeed."""
        process = self.start("-m", "funade", *words, stderr=subprocess.PIPE)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        return out

    def prepare(self) -> None:
        self.run("migrate")
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.directory / "funade.sqlite3") as connection:
                connection.execute(TABLE)
            connection.close()
        else:
            with psycopg.connect(self.url) as database:
                database.execute(TABLE)

    def heard(self) -> list[str]:
        """What the peer was told, in order."""
        path = self.directory / "peer"
        return path.read_text().split("\n")[:-1] if path.exists() else []

    def logged(self) -> list[str]:
        """What the station and its workers wrote to their log."""
        path = self.directory / "log"
        return path.read_text().splitlines() if path.exists() else []

    def begun(self) -> int:
        """How many attempts have begun."""
        path = self.directory / "begun"
        return path.stat().st_size if path.exists() else 0


@contextmanager
def installation(directory: Path, **more: str) -> Iterator[Installation]:
    """An installation, migrated; its PostgreSQL database is dropped in the end.

    ``more`` goes into its environment.
    """
    if not postgres.wanted():
        made = Installation(directory, f"sqlite:///{directory}/funade.sqlite3", more)
        made.prepare()
        yield made
        return
    name, socket = f"kill_{uuid4().hex[:8]}", f"{os.environ['FUNADE_TEST_POSTGRES']}/data"
    server = f"postgres://postgres@/postgres?host={socket}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        try:
            made = Installation(directory, f"postgres://postgres@/{name}?host={socket}", more)
            made.prepare()
            yield made
        finally:
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass
class Station:
    """The process that forks workers (see `peer.station`)."""

    process: subprocess.Popen[str]

    def ask(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def work(self) -> int:
        return int(self.ask("work"))

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("report"))
        return found


@contextmanager
def station(made: Installation, module: str = PEER) -> Iterator[Station]:
    with (made.directory / "log").open("ab") as log:
        process = made.start("-m", module, stdin=subprocess.PIPE, stderr=log)
    try:
        yield Station(process)
    finally:
        process.stdin.close()  # type: ignore[union-attr]  # it was asked for
        process.wait(timeout=30)
        process.stdout.close()  # type: ignore[union-attr]


def kill(pid: int, number: signal.Signals = signal.SIGKILL) -> None:
    """End a process, and return when it is gone."""
    os.kill(pid, number)
    for _ in range(2_000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)
    raise AssertionError(f"process {pid} does not end")
