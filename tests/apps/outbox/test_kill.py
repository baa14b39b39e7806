"""kill -9 of real workers under load: nothing is lost, and nobody sees anything twice."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.apps.outbox.installation import installation, kill, station
from tests.apps.outbox.killing import KILLS, kill_again_and_again, settle
from tests.apps.outbox.peer.station import LANES

JOBS = 400

pytestmark = pytest.mark.slow


def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    dice = random.Random(3)
    with installation(tmp_path) as made, station(made) as place:
        began = time.monotonic()
        place.ask(f"load {JOBS}")
        workers = kill_again_and_again(place, made.begun, dice, JOBS // KILLS)
        states = settle(place, JOBS)
        found = place.report()
        for worker in workers:
            kill(worker, signal.SIGTERM)
        sent, booked = Counter(made.heard()), Counter(found["effects"])
        seconds = time.monotonic() - began

    repeats = sum(sent.values()) - len(sent)
    print(  # noqa: T201  (the measurement; shown with -s)
        f"\n{KILLS} kills in {seconds:.0f} s: {JOBS} jobs, {len(sent)} messages seen, "
        f"{repeats} sent again under their key, {len(booked)} rows, "
        f"{found['more']} attempts cut off, at most {found['most']} for one job"
    )
    assert found["more"] >= KILLS // 10  # the kills did hit
    assert states == {"done": JOBS}
    assert len(sent) == JOBS * 4 // 10  # the peer sees each key: none lost, and by key none twice
    assert repeats <= KILLS  # a kill repeats what was under way, nothing else
    assert len(booked) == JOBS * 6 // 10
    assert set(booked.values()) == {1}  # atomic work: once, without anybody's help
    for lane in range(LANES):
        seen = list(dict.fromkeys(key for key in sent if key.startswith(f"peer.send/{lane}/")))
        assert seen == sorted(seen)


def test_a_stopped_worker_finishes_what_it_does(tmp_path: Path) -> None:
    with installation(tmp_path) as made, station(made) as place:
        made.run("django", "shell", "-v", "0", "-c", SLOW)
        worker = place.work()
        deadline = time.monotonic() + 20
        while not made.heard() and time.monotonic() < deadline:
            time.sleep(0.01)
        kill(worker, signal.SIGTERM)
        assert made.heard() == ["began 1", "ended 1"]
        assert place.report()["states"] == {"done": 1, "waiting": 1}


SLOW = """
from django.utils import timezone
from funade.apps.outbox.actions import enqueue
from funade.core.kernel.actor import KEEPER
for key in "12":
    enqueue(actor=KEEPER, kind="peer.slow", key=key, payload={}, run_at=timezone.now())
"""
