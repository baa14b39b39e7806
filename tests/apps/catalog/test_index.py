"""The index follows the database: what is published is found, what is closed is not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from funade.apps.catalog import index, queries
from funade.apps.catalog.actions.postings import close_postings
from funade.apps.catalog.engines import START, Position
from funade.apps.catalog.models import IndexChange, Posting
from funade.core.kernel.actor import KEEPER
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.query import Query
from tests.factories.listings import NOW, TODAY, posting_draft, publish, republish, settle
from tests.queries import assert_queries

# Real commits: on PostgreSQL a change is visible only once its transaction has ended.
pytestmark = pytest.mark.django_db(transaction=True)


def found(**conditions: object) -> set[int]:
    settle()
    moment = Moment.at(NOW)
    query = Query(**conditions)  # type: ignore[arg-type]  # the tests' own keywords
    result = search(index.current_index(), query, moment)
    return {hit.posting for hit in result.hits}


def test_published_edited_and_closed_postings_are_seen_at_once() -> None:
    draft = posting_draft()
    row = publish(draft)
    assert found() == {row.pk}
    republish(row, draft, departments=("02035",))
    assert found(departments=("01001",)) == set()
    assert found(departments=("02035",)) == {row.pk}
    close_postings(actor=KEEPER, ids=[row.pk], on=TODAY, now=NOW)
    assert found() == set()


def test_a_snapshot_and_what_came_after_it_make_the_whole() -> None:
    old, gone = publish(), publish()
    settle()
    assert index.build_snapshot() == 2
    close_postings(actor=KEEPER, ids=[gone.pk], on=TODAY, now=NOW)
    new = publish()
    assert found() == {old.pk, new.pk}
    settle()
    assert index.changes_behind() == 2


def test_a_running_process_moves_to_a_new_snapshot() -> None:
    first = publish()
    assert found() == {first.pk}
    Posting.objects.all().delete()  # behind the log's back, so only a new snapshot can tell
    index.build_snapshot()
    assert found() == set()


def test_a_damaged_snapshot_is_built_anew_from_the_database() -> None:
    row = publish()
    index.build_snapshot()
    root = Path(settings.FUNADE_DATA_DIR) / "index"
    for meta in root.glob("*/meta.json"):
        meta.write_text("{")
    index.forget()
    assert found() == {row.pk}


def test_a_snapshot_is_made_only_where_there_is_none() -> None:
    publish()
    index.ensure_snapshot()
    root = Path(settings.FUNADE_DATA_DIR) / "index"
    made = (root / "CURRENT").read_text()
    index.ensure_snapshot()
    assert (root / "CURRENT").read_text() == made


def test_loading_asks_for_no_write_lock() -> None:
    """A long import must not stop a worker from starting: SQLite lets one writer in at a time."""
    publish()
    with CaptureQueriesContext(connection) as captured:
        found()
    began = [query["sql"] for query in captured.captured_queries if "BEGIN" in query["sql"]]
    assert began == (["BEGIN"] if connection.vendor == "postgresql" else ["BEGIN DEFERRED"])


def test_one_query_when_nothing_has_changed() -> None:
    publish()
    found()
    with assert_queries(2 if connection.vendor == "postgresql" else 1):
        index.current_index()


def test_a_change_that_commits_late_is_not_lost() -> None:
    """Two writers whose commits land in the other order than their log rows."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer, so commits cannot overtake each other")
    position = queries.position_now()
    began, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            publish(posting_draft(external_id="slow"))
            began.set()
            may_commit.wait(10)
        connection.close()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    began.wait(10)
    fast = publish(posting_draft(external_id="fast"))
    seen: set[int] = set()
    position, ids = queries.changes_since(position)
    seen.update(ids)
    may_commit.set()
    writer.join()
    settle()
    position, ids = queries.changes_since(position)
    seen.update(ids)
    slow = Posting.objects.get(external_id="slow")
    assert seen == {fast.pk, slow.pk}


def test_positions_survive_being_written_down() -> None:
    assert Position.parse(str(Position(7, 9))) == Position(7, 9)
    assert Position.parse(str(START)) == START


def test_the_log_keeps_what_readers_may_still_need() -> None:
    publish()
    assert index.trim_log() == 0
    assert IndexChange.objects.count() == 1
