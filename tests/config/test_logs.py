"""Logs never hold a query string, a full address or a path (STEALTH S-26)."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from funade.config.logs import JsonLines, scrub


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
