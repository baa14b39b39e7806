"""Killing workers at random, and waiting for what they leave behind."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from tests.apps.outbox.installation import Station, kill

KILLS = 50
WORKERS = 2


def kill_again_and_again(
    place: Station, begun: Callable[[], int], dice: random.Random, per_kill: int
) -> list[int]:
    """Kill a worker in the middle of its work and start another; those left alive.

    Counted in work ``begun`` instead of seconds, ``per_kill`` pieces on average, so that a slow
    machine is hit as often as a fast one.
    """
    workers = [place.work() for _ in range(WORKERS)]
    for _ in range(KILLS):
        enough = begun() + dice.randint(1, 2 * per_kill - 2)
        deadline = time.monotonic() + 2
        while begun() < enough and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.04))
        kill(workers.pop(dice.randrange(WORKERS)))
        workers.append(place.work())
    return workers


def settle(place: Station, jobs: int) -> dict[str, int]:
    """Wait until every job is over; where they stand."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        states: dict[str, int] = place.report()["states"]
        if sum(states.values()) == jobs and not states.keys() & {"waiting", "claimed"}:
            return states
        time.sleep(0.2)
    raise AssertionError(f"not all over: {place.report()['states']}")
