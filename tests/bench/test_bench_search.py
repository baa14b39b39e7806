"""The competitors give the engine's answers; nothing here looks at a clock."""

import os
from pathlib import Path

import pytest

from funade.bench import data
from funade.bench.answers import Answer, Competitor, difference
from funade.bench.postgresql import PostgreSQL
from funade.bench.queries import MIX, searches
from funade.bench.saved import SavedInPostgreSQL, saved_searches
from funade.bench.sqlite import SQLite
from funade.core.search.engine import search
from funade.core.search.index import Index, Segment
from funade.core.search.percolate import Searches, percolate
from tests import postgres

needs_postgres = pytest.mark.skipif(not postgres.wanted(), reason="runs with PostgreSQL")


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(Segment.build(data.sample()))


def test_searches_are_of_every_class_and_repeatable() -> None:
    assert {asked.kind for asked in searches(200)} == set(MIX)
    assert searches(40) == searches(40)


def test_sqlite_agrees(index: Index, tmp_path: Path) -> None:
    competitor = SQLite(tmp_path / "market.sqlite3")
    try:
        assert_agrees(competitor, index)
    finally:
        competitor.close()


@needs_postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_agrees(index: Index) -> None:
    competitor = PostgreSQL(own_uri())
    try:
        assert_agrees(competitor, index)
    finally:
        competitor.close()


@needs_postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_percolates_alike() -> None:
    import psycopg

    saved = list(saved_searches(2_000))
    index = Searches.build(saved)
    with psycopg.connect(own_uri(), autocommit=True) as connection:
        other = SavedInPostgreSQL(connection)
        other.load(saved)
        for posting in data.sample()[:60]:
            assert other.percolate(posting) == percolate(index, posting, data.NOW)
        connection.execute("DROP TABLE saved")


def assert_agrees(competitor: Competitor, index: Index) -> None:
    competitor.load(data.sample())
    for asked in searches(40):
        expected = Answer.of(search(index, asked.query, data.NOW))
        for shape in competitor.shapes:
            assert not difference(expected, competitor.answer(asked.query, shape)), asked


def own_uri() -> str:
    """The server's spare database, so that the tables of the tests stay as they are."""
    return f"postgresql://postgres@/postgres?host={os.environ['FUNADE_TEST_POSTGRES']}/data"
