"""The search index of this process, and how it follows the database.

The database is the only truth. A snapshot on disk saves the work of reading it all; the change
log tells what came after. Before each search `Follower.current` takes in the changes, so that a
posting published a moment ago is found and one closed a moment ago is not.
"""

import logging
import threading
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q

from funade.apps.catalog import queries
from funade.apps.catalog.engines import START, Position, one_state
from funade.apps.catalog.models import IndexChange, LogReader
from funade.core.search.index import Index, Segment
from funade.core.search.snapshot import open_current, write_generation

logger = logging.getLogger(__name__)

KEPT_CHANGES: Final = 100_000
"""Rows of the log kept behind a snapshot, for readers still on the one before."""


def index_root() -> Path:
    """Where the snapshots lie."""
    return Path(settings.FUNADE_DATA_DIR) / "index"


def build_snapshot(root: Path | None = None) -> int:
    """Read the whole catalog in one state and write it as a new generation; returns postings."""
    with one_state():
        position = queries.position_now()
        documents = list(queries.documents())
    write_generation(root or index_root(), Segment.build(documents), str(position))
    return len(documents)


def ensure_snapshot() -> None:
    """Build a snapshot if there is none that this program can read, e.g. after an upgrade.

    Once here instead of once in every process. Without a migrated database nothing is done.
    """
    if open_current(index_root()) is not None:
        return
    try:
        build_snapshot()
    except DatabaseError:
        logger.warning("no index could be built: has the database been migrated?")


def changes_behind(root: Path | None = None) -> int:
    """How many changed postings the newest snapshot does not hold; all of them without one."""
    snapshot = open_current(root or index_root())
    position = Position.parse(str(snapshot.position)) if snapshot else START
    return len(queries.changes_since(position)[1])


def trim_log() -> int:
    """Forget changes that every snapshot in use and every `LogReader` already holds.

    Returns how many rows.
    """
    last = IndexChange.objects.order_by("seq").last()
    if last is None:
        return 0
    rows = IndexChange.objects.filter(seq__lte=last.seq - KEPT_CHANGES)
    for xid, seq in LogReader.objects.order_by("pk").values_list("xid", "seq"):
        rows = rows.filter(Q(xid__lt=xid) | Q(xid=xid, seq__lte=seq))
    gone, _ = rows.delete()
    return gone


def _current_name(root: Path) -> str | None:
    """The name of the newest generation; None if there is none. One small read."""
    try:
        return (root / "CURRENT").read_text()
    except OSError:
        return None


class Follower:
    """One process's index, brought up to date on demand. Safe for threads."""

    def __init__(self, root: Path) -> None:
        """``root`` is the folder of the snapshots."""
        self._root = root
        self._lock = threading.Lock()
        self._loaded = False
        self._generation: str | None = None
        self._position = START
        self._index = Index.of(Segment.build(()))

    def current(self) -> Index:
        """The index as of now. Runs one SELECT when nothing has changed."""
        with self._lock:
            generation = _current_name(self._root)
            if not self._loaded or generation != self._generation:
                self._load(generation)
                self._loaded = True
            self._catch_up()
            return self._index

    def _load(self, generation: str | None) -> None:
        snapshot = open_current(self._root)
        self._generation = generation
        if snapshot is not None:
            self._index = Index.of(snapshot.segment)
            self._position = Position.parse(str(snapshot.position))
            return
        with one_state():
            self._position = queries.position_now()
            documents = list(queries.documents())
        self._index = Index.of(Segment.build(documents))

    def _catch_up(self) -> None:
        position, changed = queries.changes_since(self._position)
        if changed:
            present = {found.id: found for found in queries.documents(changed)}
            self._index = self._index.fold({pk: present.get(pk) for pk in changed})
        self._position = position


_followers: dict[Path, Follower] = {}
_followers_lock: Final = threading.Lock()


def current_index() -> Index:
    """The index of this process, up to date."""
    root = index_root()
    with _followers_lock:
        follower = _followers.setdefault(root, Follower(root))
    return follower.current()


def forget() -> None:
    """Drop this process's index; the next search loads it afresh. For tests and forks."""
    with _followers_lock:
        _followers.clear()
