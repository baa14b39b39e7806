"""kill -9 in the middle of an import: running it again is all there is to do."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from funade.apps.catalog.actions.facilities import BATCH

ROWS = 4 * BATCH
MAIN = "from funade.config.cli import main; main()"
TREE = Path(__file__).resolve().parents[3]


def command(directory: Path, *words: str) -> subprocess.Popen[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FUNADE_")},
        "DJANGO_SETTINGS_MODULE": "funade.config.settings",
        "FUNADE_DATA_DIR": str(directory),
        "PYTHONPATH": str(TREE),
    }
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *words],
        cwd=directory,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finished(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def stored(directory: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(directory / "funade.sqlite3", timeout=5)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(
            "SELECT r.external_id, f.name FROM catalog_facilityrecord r"
            " JOIN catalog_facility f ON f.id = r.facility_id ORDER BY 1"
        ).fetchall()
    finally:
        connection.close()


def test_an_import_that_was_killed_is_simply_run_again(tmp_path: Path) -> None:
    expected = [(f"13{n:07}", f"第{n}クリニック") for n in range(ROWS)]
    lines = (
        f"{code},{code[2:]},{name},1080014,港区芝{at}－１\n"
        for at, (code, name) in enumerate(expected)
    )
    (tmp_path / "list.csv").write_text("".join(lines), encoding="utf-8")
    finished(command(tmp_path, "migrate"))

    killed = command(tmp_path, "import", "facilities", "list.csv")
    deadline = time.monotonic() + 60
    while not stored(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    half = stored(tmp_path)
    assert len(half) in range(BATCH, ROWS, BATCH)  # whole batches only
    assert half == expected[: len(half)]

    out = finished(command(tmp_path, "import", "facilities", "list.csv"))
    assert stored(tmp_path) == expected
    assert f"変更なし: {len(half):,}" in out
