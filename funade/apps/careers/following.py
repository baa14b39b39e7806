"""All saved searches in one process's memory, ready to be held against a posting.

The database is the only truth: what is followed here may be a second old or hold a search that is
gone, so a match is looked up once more before it becomes an alert.
"""

import threading
from datetime import datetime, timedelta
from typing import Final

from funade.apps.careers.queries import searches as queries
from funade.core.search.document import Moment, Posting
from funade.core.search.percolate import Searches, percolate
from funade.core.search.query import Query

OVERLAP: Final = timedelta(minutes=2)
"""How far back each look goes. A search is dated when it is saved and seen when its transaction
commits, which is less than the longest statement may take, and clocks of machines differ."""

_MANY: Final = 2_000
"""Changes after which the table is built anew, and the searches that are gone leave it."""


class Watch:
    """One process's searches, brought up to date on demand. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._searches: Searches | None = None
        self._latest: datetime | None = None
        self._known: dict[int, datetime] = {}

    def matching(self, posting: Posting, now: Moment) -> list[int]:
        """Ids of the searches that, as far as this process knows, a posting matches."""
        with self._lock:
            return percolate(self._searches, posting, now) if self._searches else []

    def catch_up(self) -> None:
        """Take in what has been saved, paused and taken up again. One SELECT if nothing has."""
        with self._lock:
            if self._searches is None or len(self._searches.changes) > _MANY:
                self._load()
            else:
                self._follow(self._searches)

    def _load(self) -> None:
        self._known.clear()
        found: list[tuple[int, Query]] = []
        for row in queries.watched():
            self._note(row.id, row.updated_at)
            query = row.query()
            if query is not None:
                found.append((row.id, query))
        self._searches = Searches.build(found)
        self._forget_old()

    def _follow(self, searches: Searches) -> None:
        since = self._latest - OVERLAP if self._latest else None
        changes: dict[int, Query | None] = {}
        for row in queries.watched(since):
            if self._known.get(row.id) != row.updated_at:
                self._note(row.id, row.updated_at)
                changes[row.id] = row.query()
        if changes:
            self._searches = searches.with_changes(changes)
            self._forget_old()

    def _note(self, id: int, updated_at: datetime) -> None:
        self._known[id] = updated_at
        self._latest = max(self._latest or updated_at, updated_at)

    def _forget_old(self) -> None:
        """Remember the times of those only that the next look can meet again."""
        if self._latest:
            since = self._latest - OVERLAP
            self._known = {id: at for id, at in self._known.items() if at >= since}


_watch = Watch()


def current_watch() -> Watch:
    """The searches of this process, up to date."""
    _watch.catch_up()
    return _watch


def forget() -> None:
    """Drop what this process holds; the next look loads it afresh. For tests and forks."""
    global _watch  # noqa: PLW0603  # one per process, like the search index
    _watch = Watch()
