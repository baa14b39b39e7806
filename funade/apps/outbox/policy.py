"""How long, how often, how late: the outbox's numbers."""

from datetime import timedelta
from typing import Final
from zlib import crc32

BACKOFF: Final = (
    timedelta(seconds=10),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
)
"""The wait after the first, second, … failure: 16 hours in all."""
MAX_ATTEMPTS: Final = len(BACKOFF) + 1
JITTER: Final = 0.2
"""A wait is up to this share longer, so that what failed together does not return together."""

BATCH: Final = 20
"""Jobs looked up at once; short, so that urgent ones need not wait long."""
POLL_S: Final = 0.5
"""How long an idle worker sleeps."""
BEAT_S: Final = 10.0
"""How often a worker says that it lives, and renews its leases."""
ALIVE_WITHIN: Final = timedelta(seconds=60)
"""A heartbeat older than this is a worker that stopped."""
FORGOTTEN_AFTER: Final = timedelta(minutes=10)
"""Heartbeats of stopped workers are removed by the living."""
LATE_AFTER: Final = timedelta(minutes=10)
"""A job due for longer means that the workers do not keep up."""
KEPT: Final = timedelta(days=35)
"""How long finished jobs stay, as long as a backup would keep them anyway (STEALTH S-29)."""
SCHEDULE_RETRY: Final = timedelta(minutes=15)
"""When a failed schedule is tried again, unless its period is shorter."""


def wait_before(attempt: int, job_id: int) -> timedelta:
    """The wait after a job's failed attempt (1 is the first): backoff and its jitter.

    The jitter is drawn from the job's number: spread among jobs, and the same when asked twice.
    """
    base = BACKOFF[min(attempt, len(BACKOFF)) - 1]
    share = crc32(f"{job_id}:{attempt}".encode()) / 2**32
    return base * (1 + JITTER * share)
