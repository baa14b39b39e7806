"""Work that leaves a trace: lines in a file for what goes out, rows for what stays."""

import os
import time
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection

from funade.apps.outbox.handling import Handler, Task


def send(task: Task, now: datetime) -> None:
    """A message leaves; the answer takes a moment, in which the worker may die."""
    _begin()
    _tell(task.key)
    time.sleep(0.04)


def send_slowly(task: Task, now: datetime) -> None:
    _tell(f"began {task.key}")
    time.sleep(1.0)
    _tell(f"ended {task.key}")


def book(task: Task, now: datetime) -> None:
    """A row, and a moment before the commit."""
    _begin()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO peer_effect (job) VALUES (%s)", [task.key])
    time.sleep(0.02)


def _begin() -> None:
    _append("begun", ".")


def _tell(line: str) -> None:
    _append("peer", f"{line}\n")


def _append(name: str, text: str) -> None:
    """Whole or not at all, and it outlives this process."""
    path = Path(os.environ["FUNADE_TEST_PEER"]) / name
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, text.encode())
    os.close(file)


HANDLERS: Final = {
    "peer.send": Handler(send),
    "peer.slow": Handler(send_slowly),
    "peer.book": Handler(book, atomic=True),
}
