"""The worker process: three threads around one `Worker`, until it is told to stop.

Jobs and schedules have a thread each, so that a long schedule does not keep a letter waiting; the
third says that the process lives. SIGTERM and SIGINT let what is running end; a second one kills.
"""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from funade.apps.outbox.policy import BEAT_S, POLL_S
from funade.apps.outbox.worker import Worker

logger = logging.getLogger(__name__)

_AFTER_TROUBLE_S = 2.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def new_worker() -> Worker:
    """A worker under a name that no other has had, whatever machine it runs on."""
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
    return Worker(name, timezone.now, timedelta(seconds=settings.FUNADE_JOB_LEASE_S))


def drain() -> None:
    """Do what is due, and what becomes due by it; then return."""
    worker = new_worker()
    worker.beat()
    while worker.run_schedules() + worker.run_jobs():
        worker.beat()


def keep_working() -> None:
    """Work until a signal comes. Call it in the main thread."""
    worker = new_worker()
    worker.beat()  # here, so that a database that is not ready stops the command with one line
    for number in _SIGNALS:
        signal.signal(number, lambda *_: _stop(worker))
    over = threading.Event()
    # Daemons: should this thread ever fall over, the process ends and is started anew.
    beats = threading.Thread(target=_beats, args=(worker, over), daemon=True)
    schedules = threading.Thread(target=_loop, args=(worker, worker.run_schedules), daemon=True)
    beats.start()
    schedules.start()
    _loop(worker, worker.run_jobs)
    schedules.join()
    over.set()
    beats.join()


def _stop(worker: Worker) -> None:
    worker.stopping = True
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def _loop(worker: Worker, step: Callable[[], int]) -> None:
    """Call ``step`` again and again, resting when there was nothing to do."""
    while not worker.stopping:
        done, rest = _survive(step), POLL_S
        if done is None:
            rest = _AFTER_TROUBLE_S
        if not done:
            time.sleep(rest)
    connections.close_all()


def _beats(worker: Worker, over: threading.Event) -> None:
    while not over.wait(min(BEAT_S, worker.lease.total_seconds() / 3)):
        _survive(worker.beat)
    connections.close_all()


def _survive[Result](step: Callable[[], Result]) -> Result | None:
    """What ``step`` returned; None after trouble, such as a database that is being restarted."""
    try:
        close_old_connections()
        return step()
    except Exception as error:  # noqa: BLE001  (the worker outlives whatever it meets)
        facts = {"error": type(error).__name__}
        logger.warning("the worker could not go on and tries again", extra={"facts": facts})
        return None
