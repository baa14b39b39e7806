"""What users do in LINE: signed, once, and the same answer for everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from linebot.v3.webhook import SignatureValidator

from funade.apps.notices.actions import line as actions
from funade.apps.notices.channels.line import links, texts
from funade.apps.notices.channels.line.links import NotFromLineError
from funade.apps.notices.handlers import HANDLERS
from funade.apps.notices.models import LineEventSeen, LineLink
from funade.apps.notices.queries import choices_of
from funade.apps.outbox.handling import Task, TryAgainError
from funade.apps.outbox.models import Job
from tests.apps.notices.test_line_channel import STRANGER, USER, linked
from tests.factories.accounts import NOW, TESTER, member
from tests.peers.http import Answer
from tests.peers.line import FakeLine

pytestmark = pytest.mark.django_db


def deliver(line: FakeLine, *events: dict[str, Any]) -> int:
    body = line.body(*events)
    return actions.accept_delivery(actor=TESTER, body=body, signature=line.signature(body), now=NOW)


def work() -> None:
    """What the worker would do."""
    for job in Job.objects.filter(kind=actions.LINE_EVENT).order_by("pk"):
        HANDLERS[job.kind].run(Task(job.pk, job.kind, job.key, job.payload, 1), NOW)
        job.delete()


def said(line: FakeLine) -> list[str]:
    return [message.get("text") or message["altText"] for _, message in line.replies]


def test_our_signature_is_the_sdks(line: FakeLine) -> None:
    body = line.body(line.says(USER, "停止"))
    validator = SignatureValidator(line.secret)
    assert validator.validate(body.decode(), line.signature(body))
    assert not validator.validate(body.decode() + " ", line.signature(body))


@pytest.mark.parametrize("case", ["none", "other", "one byte", "not text", "not json", "no events"])
def test_what_line_has_not_signed_is_refused(line: FakeLine, case: str) -> None:
    body = line.body(line.says(USER, "停止"))
    forged = {
        "none": (body, ""),
        "other": (body, FakeLine(secret="another").signature(body)),
        "one byte": (body + b" ", line.signature(body)),
        "not text": (b"\xff", line.signature(b"\xff")),
        "not json": (b"{", line.signature(b"{")),
        "no events": (b"[]", line.signature(b"[]")),
    }
    sent, signature = forged[case]
    with pytest.raises(NotFromLineError):
        actions.accept_delivery(actor=TESTER, body=sent, signature=signature, now=NOW)
    assert not Job.objects.exists()
    assert not LineEventSeen.objects.exists()


def test_an_event_is_taken_once_however_often_it_comes(line: FakeLine) -> None:
    event = line.says(USER, "停止")
    again = {**event, "deliveryContext": {"isRedelivery": True}}
    assert deliver(line, event, event) == 1
    assert deliver(line, again) == 0
    assert Job.objects.count() == 1


def test_the_queue_names_no_line_user(line: FakeLine) -> None:
    deliver(line, line.says(USER, "停止"))
    assert USER not in str(list(Job.objects.values()))


def test_an_unknown_event_loses_no_other(line: FakeLine) -> None:
    unknown = line.event("somethingNew", USER)
    broken = {"type": "message"}
    group = {**line.says(USER, "停止"), "source": {"type": "group", "groupId": "G1"}}
    standby = {**line.says(USER, "停止"), "mode": "standby"}
    assert deliver(line, unknown, broken, group, standby, line.says(STRANGER, "停止")) == 1


def test_the_verify_button_of_the_console_is_answered(line: FakeLine) -> None:
    assert deliver(line) == 0


@pytest.mark.parametrize(
    "word", ["停止", " 停止。", "「停止」", "ＳＴＯＰ", "ストップ", "配信停止"]
)
def test_one_word_stops(line: FakeLine, word: str) -> None:
    user, other = linked(), linked(STRANGER)
    deliver(line, line.says(USER, word))
    work()
    assert links.link_of(user.pk) is None
    assert links.link_of(other.pk) is not None
    assert [choices_of(it.pk).stopped for it in (user, other)] == [True, False]
    assert said(line) == [texts.STOPPED]


@pytest.mark.parametrize("text", ["停止しないで", "連携や停止", "こんにちは"])
def test_other_words_stop_nothing(line: FakeLine, text: str) -> None:
    user = linked()
    deliver(line, line.says(USER, text))
    work()
    assert links.link_of(user.pk) is not None
    assert said(line) == [texts.HELP]


@pytest.mark.parametrize("text", ["停止", "こんにちは", "連携"])
def test_s25_a_stranger_gets_the_same_answer(line: FakeLine, text: str) -> None:
    linked()
    deliver(line, line.says(USER, text), line.says(STRANGER, text))
    work()
    ours, theirs = said(line)
    assert ours == theirs


def test_unfollowing_forgets_the_account(line: FakeLine) -> None:
    user, other = linked(), linked(STRANGER)
    deliver(line, line.event("unfollow", USER))
    work()
    assert links.link_of(user.pk) is None
    assert links.link_of(other.pk) is not None
    assert not line.replies


def test_following_is_greeted(line: FakeLine) -> None:
    deliver(line, line.event("follow", USER))
    work()
    assert said(line) == [texts.WELCOME]
    assert not LineLink.objects.exists()


def ask_for_link(line: FakeLine, line_user: str = USER) -> str:
    """「連携」, and the token in the button that comes back."""
    deliver(line, line.says(line_user, "連携"))
    work()
    uri: str = line.replies[-1][1]["contents"]["footer"]["contents"][0]["action"]["uri"]
    head, _, rest = uri.partition("?linkToken=")
    assert head == "http://localhost:8000/me/line/"
    return rest.partition("&")[0]


def test_a_member_connects(line: FakeLine) -> None:
    user, other = member(), member()
    token = ask_for_link(line)
    nonce = actions.prepare_link(actor=TESTER, user_id=user.pk, now=NOW)
    event = line.agrees(USER, links.dialog_url(token, nonce))
    deliver(line, event)
    work()
    assert links.address_of(user.pk) == USER
    assert links.link_of(other.pk) is None
    assert said(line)[-1] == texts.CONNECTED


def test_a_dialog_opened_by_another_line_user_fails(line: FakeLine) -> None:
    user = member()
    token = ask_for_link(line)
    nonce = actions.prepare_link(actor=TESTER, user_id=user.pk, now=NOW)
    deliver(line, line.agrees(STRANGER, links.dialog_url(token, nonce)))
    work()
    assert not LineLink.objects.exists()
    assert said(line)[-1] == texts.NOT_CONNECTED


def test_a_token_is_too_old_after_ten_minutes(line: FakeLine) -> None:
    user = member()
    token = ask_for_link(line)
    nonce = actions.prepare_link(actor=TESTER, user_id=user.pk, now=NOW)
    line.now = 600
    deliver(line, line.agrees(USER, links.dialog_url(token, nonce)))
    work()
    assert not LineLink.objects.exists()


def test_no_token_just_now_is_tried_again(line: FakeLine) -> None:
    deliver(line, line.says(USER, "連携"))
    line.failures.append(Answer(500))
    with pytest.raises(TryAgainError):
        work()
    work()
    assert len(line.replies) == 1


def test_an_answer_line_refuses_is_left(line: FakeLine) -> None:
    user = linked()
    deliver(line, line.says(USER, "停止"))
    line.failures.append(Answer(400, b'{"message": "Invalid reply token"}'))
    work()
    assert links.link_of(user.pk) is None


def test_ids_of_events_are_forgotten_after_a_month(line: FakeLine) -> None:
    deliver(line, line.says(USER, "停止"))
    assert actions.forget_events(actor=TESTER, now=NOW + timedelta(days=30)) == 0
    assert actions.forget_events(actor=TESTER, now=NOW + timedelta(days=30, seconds=1)) == 1
