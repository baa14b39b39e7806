"""Logs never hold a query string, a full address or a path (STEALTH S-26)."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from funade.config.logs import JsonLines, Level, configuration, scrub


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("GET /search?q=%E5%86%85%E7%A7%91&area=13 done", "GET /search?… done"),
        ("from 203.0.113.77:5000", "from 203.0.113.0:5000"),
        ("Listening at: http://127.0.0.1:8000", "Listening at: http://127.0.0.1:8000"),
        ("from 2001:db8:1:2::3", "from 2001:db8:1::"),
        ("at 12:34:56 nothing", "at 12:34:56 nothing"),
    ],
)
def test_scrub(text: str, clean: str) -> None:
    assert scrub(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Invalid request from ip=203.0.113.77: Invalid HTTP request line: 'GET /himitsu'",
        "Error handling request GET /feeds/himitsu.ics",
        "Error handling request /feeds/himitsu.ics\nhimitsu",
    ],
)
def test_s26_gunicorn_does_not_quote_requests(text: str) -> None:
    record = logging.makeLogRecord({"name": "gunicorn.error", "msg": text})
    message = json.loads(JsonLines().format(record))["message"]
    assert message in {"Invalid request from ip=203.0.113.0:", "Error handling request"}


def test_s26_an_error_is_told_by_place_and_type() -> None:
    def breaks() -> None:
        try:
            int("himitsu")
        except ValueError as error:
            raise RuntimeError("himitsu") from error

    with pytest.raises(RuntimeError) as raised:
        breaks()
    record = logging.makeLogRecord({"msg": "broken", "exc_info": raised._excinfo})
    trace = json.loads(JsonLines().format(record))["trace"].splitlines()
    assert [line for line in trace if not line.startswith(" ")] == ["ValueError", "RuntimeError"]
    assert any("test_logs.py" in line for line in trace)


@pytest.mark.parametrize("level", Level)
def test_s26_libraries_are_never_heard_below_warning(level: Level) -> None:
    made = configuration(level)
    assert made["root"]["level"] in {"WARNING", "ERROR"}
    assert made["loggers"]["django.db.backends"]["level"] != "DEBUG"
    assert made["loggers"]["funade"]["level"] == level


@pytest.mark.urls("tests.web.sample_urls")
def test_a_request_is_logged_by_its_route(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO):
        logging.getLogger("django").propagate = True
        client.get("/front?q=himitsu", REMOTE_ADDR="203.0.113.77")
        client.get("/himitsu-token?q=himitsu")
        client.get("/breaks?q=himitsu")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert any(json.loads(line).get("route") == "front" for line in lines)
    assert not [line for line in lines if "himitsu" in line or "203.0.113.77" in line]
