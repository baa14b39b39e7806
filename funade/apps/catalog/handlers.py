"""What the catalog needs done without anybody clicking."""

from datetime import datetime, timedelta
from typing import Final

from funade.apps.catalog.actions.postings import close_expired
from funade.apps.catalog.index import build_snapshot, changes_behind, trim_log
from funade.apps.outbox.handling import Schedule
from funade.core.kernel.actor import KEEPER

REBUILD_AFTER: Final = 2_000
"""Changes behind the snapshot from which a new one saves the readers work."""


def _close_expired(now: datetime) -> None:
    close_expired(actor=KEEPER, now=now)


def _rebuild_index(now: datetime) -> None:
    if changes_behind() > REBUILD_AFTER:
        build_snapshot()
        trim_log()


SCHEDULES: Final = (
    Schedule("catalog.close-expired", _close_expired, every=timedelta(seconds=30)),
    Schedule("catalog.rebuild-index", _rebuild_index, every=timedelta(seconds=30)),
)
