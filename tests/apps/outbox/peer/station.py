"""Starts `funade` commands without waiting for imports: loaded once, forked for each.

Reads commands from standard input, one a line, and answers each with one line:

- ``work``: a worker process begins; its number.
- ``load N``: another process begins to write N jobs down, a few at a time; its number.
- ``report``: how many jobs stand where, and the rows the atomic handler has left, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from funade.config.cli import main, start_django

LANES = 5
BATCH = 10
PAUSE_S = 0.05


def load(jobs: str) -> None:
    """Of ten jobs four go out, three of them in a lane, and six stay in the database."""
    from django.db import transaction
    from django.utils import timezone

    from funade.apps.outbox.actions import enqueue
    from funade.core.kernel.actor import KEEPER

    for first in range(0, int(jobs), BATCH):
        with transaction.atomic():
            for number in range(first, first + BATCH):
                kind = "peer.send" if number % 10 < 4 else "peer.book"
                lane = f"{number // 10 % LANES}" if number % 10 < 3 else ""
                enqueue(
                    actor=KEEPER,
                    kind=kind,
                    key=f"{kind}/{lane}/{number:05}",
                    payload={"n": number},
                    run_at=timezone.now(),
                    lane=lane,
                )
        time.sleep(PAUSE_S)


def jobs() -> dict[str, Any]:
    """Where the jobs stand, and how often they were attempted."""
    from django.db.models import Count, F, Max, Sum

    from funade.apps.outbox.models import Job

    states = Job.objects.values_list("state").annotate(Count("id")).order_by("state")
    attempts = Job.objects.aggregate(most=Max("attempts"), more=Sum(F("attempts") - 1))
    return {"states": dict(states), **attempts}


def report() -> dict[str, Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT job FROM peer_effect")
        effects = [row[0] for row in cursor.fetchall()]
    return {"effects": effects, **jobs()}


def work() -> None:
    sys.argv = ["funade", "work"]
    main()


def _fork(act: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        act()
        sys.stdout.flush()
    finally:
        os._exit(0)


def serve(
    begun: Mapping[str, Callable[..., None]],
    asked: Mapping[str, Callable[..., Any]],
    load: Callable[[], None] = lambda: None,
) -> None:
    """Answer what is ``begun`` with its process's number, what is ``asked`` with what it returns.

    ``load`` imports what every fork will need.
    """
    start_django()
    import funade.config.commands.keeping  # noqa: F401  (loaded before the forks)
    from funade.apps.outbox import registry

    registry.schedules()
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits: the dead vanish
    for line in sys.stdin:
        word, *rest = line.split()
        if word in asked:
            _fork(lambda: print(json.dumps(asked[word](*rest))))  # noqa: B023, T201
            continue
        child = _fork(lambda: begun[word](*rest))  # noqa: B023
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve({"work": work, "load": load}, {"report": report})
