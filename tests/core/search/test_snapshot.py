"""A snapshot survives whatever happens to its writer."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from funade.core.search.index import Segment
from funade.core.search.snapshot import open_current, write_generation
from tests.core.search.test_examples import posting

SEGMENT = Segment.build([posting(1), posting(2, text="内科")])

WRITERS = """
import os, sys
from pathlib import Path
from funade.core.search.snapshot import write_generation
from tests.core.search.test_snapshot import SEGMENT

def write_forever(position):
    while True:
        position += 1
        write_generation(Path(sys.argv[1]), SEGMENT, position)
        os.write(2, f"{position}\\n".encode())

for line in sys.stdin:
    child = os.fork() or write_forever(int(line))
    print(child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""
"""Starts a writer for each line read (imports are slow, forks are not)."""


def test_there_may_be_none(tmp_path: Path) -> None:
    assert open_current(tmp_path / "never written") is None
    (tmp_path / "CURRENT").write_text("g00000001")
    assert open_current(tmp_path) is None


def test_the_newest_generation_is_read_and_older_ones_go(tmp_path: Path) -> None:
    write_generation(tmp_path, SEGMENT, "0/16B3748")
    first = open_current(tmp_path)
    newest = write_generation(tmp_path, Segment.build([]), 2)
    second = open_current(tmp_path)
    assert first is not None
    assert second is not None
    assert (first.position, second.position) == ("0/16B3748", 2)
    assert (first.segment.rows, second.segment.rows) == (2, 0)
    assert first.segment.kinds["spot"].text.holding("内科").any()
    assert {path.name for path in tmp_path.iterdir()} == {"CURRENT", "LOCK", newest.name}


def _damage_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


def _damage_array(folder: Path) -> None:
    os.truncate(folder / "0-day.npy", 1000)


def _remove_array(folder: Path) -> None:
    (folder / "0-text-pairs.npy").unlink()


def _other_format(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps({**meta, "format": 0}))


@pytest.mark.parametrize("harm", [_damage_meta, _damage_array, _remove_array, _other_format])
def test_a_damaged_or_older_generation_is_none(tmp_path: Path, harm: object) -> None:
    folder = write_generation(tmp_path, SEGMENT, 1)
    assert callable(harm)
    harm(folder)
    assert open_current(tmp_path) is None
    write_generation(tmp_path, SEGMENT, 2)
    snapshot = open_current(tmp_path)
    assert snapshot is not None
    assert snapshot.position == 2


def test_a_mapped_array_cannot_be_written(tmp_path: Path) -> None:
    write_generation(tmp_path, SEGMENT, 1)
    snapshot = open_current(tmp_path)
    assert snapshot is not None
    with pytest.raises(ValueError, match="read-only"):
        snapshot.segment.kinds["spot"].day[0] = 1


def test_a_writer_killed_at_any_moment_leaves_a_readable_state(tmp_path: Path) -> None:
    started = time.monotonic()
    write_generation(tmp_path, SEGMENT, 0)
    usual = time.monotonic() - started
    log = tmp_path / "written.txt"
    randomly = random.Random(20)
    position = 0
    with (
        log.open("w") as written,
        subprocess.Popen(
            [sys.executable, "-c", WRITERS, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        ) as writers,
    ):
        assert writers.stdin is not None
        assert writers.stdout is not None
        for _ in range(20):
            print(position, file=writers.stdin, flush=True)
            child = int(writers.stdout.readline())
            time.sleep(randomly.uniform(0, 3 * usual))
            os.kill(child, signal.SIGKILL)
            assert writers.stdout.readline() == "dead\n"
            snapshot = open_current(tmp_path)
            assert snapshot is not None
            assert snapshot.segment.rows == 2
            assert isinstance(snapshot.position, int)
            assert snapshot.position >= max(map(int, log.read_text().split()), default=0)
            position = snapshot.position
        writers.stdin.close()
    assert position > 0
    write_generation(tmp_path, SEGMENT, position)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1
