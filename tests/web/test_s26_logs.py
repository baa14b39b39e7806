"""STEALTH S-26: after a scripted journey the logs hold nothing that tells who did what.

Everything is logged by the program's own configuration at DEBUG, as web and worker would, with
SQL recorded as under FUNADE_DEBUG=1.
"""

from __future__ import annotations

import io
import json
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from funade.apps.careers.actions import profile
from funade.apps.careers.models import Alert
from funade.apps.notices import handlers
from funade.config import logs
from tests.apps.notices.conftest import box
from tests.factories.mail import Mailbox
from tests.peers.line import FakeLine
from tests.peers.push_service import FakePushService
from tests.web.hooks.conftest import own_memory
from tests.web.journey import Journey, Peers

__all__ = ["box", "own_memory"]

# Real commits: only then do alerts see a change on PostgreSQL.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def logging_everything() -> Iterator[io.StringIO]:
    """What the program writes to standard error at DEBUG."""
    written = io.StringIO()
    with redirect_stderr(written):
        logging.config.dictConfig(logs.configuration(logs.Level.DEBUG))
    try:
        with CaptureQueriesContext(connection):
            yield written
    finally:
        logging.config.dictConfig(settings.LOGGING)


def hits(text: str, secrets: dict[str, str]) -> list[str]:
    """Every line that holds one of the secrets, in whatever spelling, with the secret's name."""
    assert all(len(secret) > 1 for secret in secrets.values()), "an empty needle finds nothing"
    return [
        f"{name}: {line}"
        for line in text.splitlines()
        for name, secret in secrets.items()
        if any(form in line for form in _spellings(secret))
    ]


def _spellings(secret: str) -> set[str]:
    return {secret, quote(secret), quote_plus(secret), json.dumps(secret)[1:-1]}


@pytest.fixture
def journey(box: Mailbox, line: FakeLine, push_service: FakePushService) -> Journey:
    return Journey(Peers(box, line, push_service))


def test_s26_a_whole_journey_leaves_no_trace_in_the_logs(journey: Journey) -> None:
    with logging_everything() as written:
        journey.walk()
    text = written.getvalue()
    assert not hits(text, journey.secrets)
    lines = [json.loads(line) for line in text.splitlines()]
    routes = {line.get("route") for line in lines}
    walked = {"signup/code/", "me/profile/<slug:section>/", "jobs/", "hooks/line/"}
    assert walked | {"feeds/<str:token>.ics", "stop/<str:token>/", None} <= routes
    assert {200, 302, 400, 403, 404, 405} <= {line.get("status") for line in lines}
    assert journey.peers.box.mails, "mail went out"
    assert journey.peers.line.accepted, "so did LINE"
    assert journey.peers.push.received, "and push"
    assert Alert.objects.exists(), "there was news to tell"


def test_s26_a_page_that_breaks_tells_where_and_not_what(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL quotes the row in its errors, Python the value."""

    def breaks(**_values: Any) -> None:
        try:
            int(journey.phone)
        except ValueError as error:
            raise IntegrityError(f"Key (email)=({journey.address}) exists") from error

    journey.enter()
    monkeypatch.setattr(profile, "save_section", breaks)
    with logging_everything() as written:
        answer = journey.client.post("/me/profile/name/", {"surname": journey.words, "save": 1})
    assert answer.status_code == 500
    assert not hits(written.getvalue(), journey.secrets)
    assert "IntegrityError" in written.getvalue()
    assert "in breaks" in written.getvalue()


def test_s26_a_job_that_breaks_tells_where_and_not_what(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_values: Any) -> None:
        raise ValueError(f"{journey.address}: {journey.words}")

    monkeypatch.setattr(handlers, "post", breaks)
    with logging_everything() as written:
        journey.client.post("/signup/", {"email": journey.address, "agreed": "on"})
        journey.work()
    assert not hits(written.getvalue(), journey.secrets)
    assert "ValueError" in written.getvalue()
