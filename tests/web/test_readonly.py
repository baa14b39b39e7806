"""GET runs only SELECT, whichever code path the write takes."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from funade.web.shared.readonly import WriteOnReadError, is_read
from tests.queries import assert_queries

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample_urls")]


# A real transaction: inside the usual test transaction the refused INSERT would leave it unusable.
really_committing = pytest.mark.django_db(transaction=True)


@really_committing
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_write_is_refused_and_nothing_is_written(client: Client, method: str) -> None:
    with pytest.raises(WriteOnReadError, match="INSERT INTO"):
        client.generic(method, "/writes")
    assert not get_user_model().objects.exists()


@really_committing
def test_users_see_the_error_page_not_the_write(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/writes")
    assert response.status_code == 500
    assert "ただいま表示できません" in response.content.decode()
    assert not get_user_model().objects.exists()


def test_post_may_write(client: Client) -> None:
    assert client.post("/writes").status_code == 200
    assert get_user_model().objects.filter(email="written@example.jp").exists()


def test_the_guard_costs_no_query(client: Client) -> None:
    with assert_queries(1):
        assert client.get("/counts").content == b"0"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "  (SELECT 1) UNION (SELECT 2)",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        "BEGIN IMMEDIATE",
        "PRAGMA foreign_keys = ON",
        "SET statement_timeout = 0",
    ],
)
def test_reads(sql: str) -> None:
    assert is_read(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO t VALUES (1)",
        "update t set a = 1",
        "\nDELETE FROM t",
        "REPLACE INTO t VALUES (1)",
        "DROP TABLE t",
        "TRUNCATE t",
        "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
        "COPY t FROM STDIN",
        "",
    ],
)
def test_writes(sql: str) -> None:
    assert not is_read(sql)
