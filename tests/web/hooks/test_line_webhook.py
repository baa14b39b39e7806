"""The webhook over HTTP: signed or nothing, quick, and safe to repeat."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from funade.apps.outbox.models import Job
from funade.web.hooks.views.line import BODY_MOST
from tests.peers.line import FakeLine

URL = "/hooks/line/"
USER = "U" + "1" * 32

pytestmark = pytest.mark.django_db


def post(body: bytes, signature: str | None) -> tuple[int, bytes]:
    """As LINE posts it: no cookie, no CSRF token."""
    headers = {"X-Line-Signature": signature} if signature is not None else {}
    client = Client(enforce_csrf_checks=True)
    response = client.post(URL, body, content_type="application/json", headers=headers)
    return response.status_code, response.content


def test_signed_is_taken_at_once(line: FakeLine) -> None:
    body = line.body(line.says(USER, "停止"))
    assert post(body, line.signature(body)) == (200, b"")
    assert Job.objects.count() == 1
    assert not line.requests  # nobody waits for LINE while LINE waits for us


@pytest.mark.parametrize("signature", [None, "", "x", "あ", "A" * 44])
def test_unsigned_gets_a_bare_400(line: FakeLine, signature: str | None) -> None:
    body = line.body(line.says(USER, "停止"))
    if signature == "あ":  # headers are latin-1
        signature = "\xe3\x81"
    assert post(body, signature) == (400, b"")
    assert not Job.objects.exists()


def test_a_changed_body_is_refused(line: FakeLine) -> None:
    body = line.body(line.says(USER, "停止"))
    assert post(body.replace(b"U1", b"U2"), line.signature(body)) == (400, b"")


def test_too_much_is_not_even_read(line: FakeLine) -> None:
    body = b" " * (BODY_MOST + 1)
    assert post(body, line.signature(body)) == (400, b"")


def test_not_set_up_looks_like_a_wrong_signature(line: FakeLine, settings: Settings) -> None:
    body = line.body(line.says(USER, "停止"))
    settings.FUNADE_LINE_CHANNEL_SECRET = ""
    unset = FakeLine(secret="").signature(body)
    assert post(body, unset) == (400, b"")


def test_get_is_not_for_anybody(line: FakeLine) -> None:
    assert Client().get(URL).status_code == 405


def test_a_flood_is_told_to_wait(line: FakeLine, settings: Settings) -> None:
    settings.FUNADE_LIMITS = {**settings.FUNADE_LIMITS, "hooks": (2, 1)}
    assert [post(b"{}", "x")[0] for _ in range(3)] == [400, 400, 429]


@pytest.mark.django_db(transaction=True)
def test_delivered_to_a_running_server(line: FakeLine, live_server: LiveServer) -> None:
    event = line.says(USER, "停止")
    assert line.deliver(live_server.url, event) == 200
    assert line.deliver(live_server.url, event) == 200
    assert Job.objects.count() == 1
