"""LINE as a channel: once, silently when asked, within the month, and neutral in every word."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from funade.apps.accounts.actions.keys import destroy_key
from funade.apps.accounts.models import User
from funade.apps.notices.actions.line import complete_link, prepare_link
from funade.apps.notices.channels import OncePerDayError, Outgoing, QuotaExceededError
from funade.apps.notices.channels.line import texts
from funade.apps.notices.channels.line.channel import LineChannel, retry_key
from funade.apps.notices.channels.line.quota import QuotaGuard
from funade.apps.notices.models import LineLink
from funade.apps.outbox.handling import GiveUpError, TryAgainError
from funade.core.kernel.calendar import JST
from funade.core.privacy.neutral import betrayals
from tests.factories.accounts import NOW, TESTER, member
from tests.peers.http import Answer
from tests.peers.line import FakeLine

pytestmark = pytest.mark.django_db

USER = "U" + "1" * 32
STRANGER = "U" + "2" * 32


def linked(line_user: str = USER) -> User:
    """A member who has connected LINE."""
    user = member()
    nonce = prepare_link(actor=TESTER, user_id=user.pk, now=NOW)
    assert complete_link(actor=TESTER, line_user=line_user, nonce=nonce, now=NOW)
    return user


def outgoing(user: User, key: str = "notices.send:1:line", *, silent: bool = False) -> Outgoing:
    return Outgoing(
        key, user.pk, "新しいお知らせが3件あります", ("ログインしてご覧ください。",),
        "/me/news/", silent,
    )  # fmt: skip


@pytest.fixture
def channel(line: FakeLine) -> LineChannel:
    return LineChannel(clock=lambda: NOW)


def test_a_message_arrives_at_its_member_only(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    linked(STRANGER)
    request_id = channel.send(outgoing(user))
    [sent] = line.accepted.values()
    assert (sent.to, sent.silent, sent.request_id) == (USER, False, request_id)
    [bubble] = sent.messages
    assert bubble["altText"] == "新しいお知らせが3件あります"
    assert bubble["contents"]["footer"]["contents"][0]["action"]["uri"] == (
        "http://localhost:8000/me/news/?openExternalBrowser=1"
    )


def test_silent_is_what_line_calls_disabled(line: FakeLine, channel: LineChannel) -> None:
    channel.send(outgoing(linked(), silent=True))
    assert [it.silent for it in line.accepted.values()] == [True]


def test_an_answer_that_got_lost_is_no_second_message(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    channel.quota.check(NOW)  # so that the push's answer is what gets lost
    line.lose_next = 1
    with pytest.raises(TryAgainError):
        channel.send(outgoing(user))
    [sent] = line.accepted.values()
    assert channel.send(outgoing(user)) == sent.request_id
    assert len(line.accepted) == line.used == 1


def test_two_jobs_are_two_messages(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    channel.send(outgoing(user, "a"))
    channel.send(outgoing(user, "b"))
    assert set(line.accepted) == {retry_key("a"), retry_key("b")}


@pytest.mark.parametrize(
    ("answer", "error", "wait"),
    [
        (Answer(429, b'{"message": "x"}', {"Retry-After": "90"}), TryAgainError, 90),
        (Answer(429, b'{"message": "x"}'), TryAgainError, None),
        (Answer(500), TryAgainError, None),
        (Answer(503, b"<html>"), TryAgainError, None),
        (Answer(302, headers={"Location": "http://127.0.0.1:1/"}), TryAgainError, None),
        (Answer(400, b'{"message": "x"}'), GiveUpError, None),
        (Answer(401), GiveUpError, None),
        (Answer(403), GiveUpError, None),
    ],
)
def test_refusals_say_whether_to_try_again(
    line: FakeLine, channel: LineChannel, answer: Answer, error: type[Exception], wait: int | None
) -> None:
    user = linked()
    channel.quota.check(NOW)  # so that the push is what fails
    line.failures.append(answer)
    with pytest.raises(error) as raised:
        channel.send(outgoing(user))
    assert USER not in str(raised.value)
    assert line.token not in str(raised.value)
    if isinstance(raised.value, TryAgainError):
        assert raised.value.after == (timedelta(seconds=wait) if wait else None)
    assert not line.accepted


def test_a_server_that_is_not_there_is_tried_again(
    line: FakeLine, channel: LineChannel, settings: Settings
) -> None:
    user = linked()
    settings.FUNADE_LINE_API = "http://127.0.0.1:9"
    with pytest.raises(TryAgainError):
        channel.send(outgoing(user))


def test_over_the_quota_another_channel_has_to_carry_it(
    line: FakeLine, channel: LineChannel
) -> None:
    user = linked()
    line.quota = line.used = 7
    with pytest.raises(QuotaExceededError):
        channel.send(outgoing(user))
    assert not [it for it in line.requests if it.path.endswith("/push")]


def test_the_guard_counts_what_it_sends_itself(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    line.quota, line.used = 7, 5
    channel.send(outgoing(user, "a"))
    channel.send(outgoing(user, "b"))
    with pytest.raises(QuotaExceededError):
        channel.send(outgoing(user, "c"))
    assert len([it for it in line.requests if it.path.endswith("/quota")]) == 1


def test_line_itself_has_the_last_word_on_the_quota(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    line.quota = 7
    channel.quota.check(NOW)
    line.used = 7  # another process has used it up since we asked
    with pytest.raises(QuotaExceededError):
        channel.send(outgoing(user))


def test_a_silent_quota_holds_nothing_back(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    line.failures.append(Answer(500))
    channel.send(outgoing(user))
    assert line.used == 1


def test_without_a_limit_of_lines_the_operators_counts(
    line: FakeLine, channel: LineChannel, settings: Settings
) -> None:
    user = linked()
    line.quota, line.used, settings.FUNADE_LINE_MONTHLY_QUOTA = None, 5, 5
    with pytest.raises(QuotaExceededError):
        channel.send(outgoing(user))
    settings.FUNADE_LINE_MONTHLY_QUOTA = 0
    channel.quota.forget()
    channel.send(outgoing(user))
    assert line.used == 6


def test_the_guard_asks_again_after_ten_minutes() -> None:
    clock, asked = [0.0], []

    def ask(now: datetime) -> tuple[int, int]:
        asked.append(now)
        return 10, 3

    guard = QuotaGuard(ask, clock=lambda: clock[0])
    for clock[0] in (0.0, 599.0, 600.0, 601.0):
        guard.check(NOW)
    assert len(asked) == 2


def test_nobody_is_reached_without_link_or_settings(
    line: FakeLine, channel: LineChannel, settings: Settings
) -> None:
    user, other = linked(), member()
    assert channel.reaches(user.pk)
    assert not channel.reaches(other.pk)
    with pytest.raises(GiveUpError):
        channel.send(outgoing(other))
    settings.FUNADE_LINE_CHANNEL_TOKEN = ""
    assert not channel.reaches(user.pk)
    with pytest.raises(GiveUpError):
        channel.send(outgoing(user))
    assert not line.requests


def test_a_destroyed_key_makes_the_line_account_unknown(
    line: FakeLine, channel: LineChannel
) -> None:
    user = linked()
    row = LineLink.objects.get(user=user)
    assert USER not in f"{row.address}{row.lookup}"
    destroy_key(actor=TESTER, user_id=user.pk)
    with pytest.raises(GiveUpError):
        channel.send(outgoing(user))


@pytest.mark.parametrize(
    ("sent", "asked", "same_day"),
    [
        ("2026-11-23T14:59:59", "2026-11-23T14:59:59", True),  # 23:59 in Japan
        ("2026-11-23T14:59:59", "2026-11-23T15:00:00", False),  # midnight
        ("2026-11-22T15:00:00", "2026-11-23T14:59:00", True),
    ],
)
def test_one_day_is_a_day_in_japan(
    line: FakeLine, sent: str, asked: str, *, same_day: bool
) -> None:
    user, other = linked(), linked(STRANGER)
    at = datetime.fromisoformat(sent).replace(tzinfo=UTC)
    LineChannel(clock=lambda: at).send(stoppable(user, "one"))
    now = datetime.fromisoformat(asked).replace(tzinfo=UTC)
    later = LineChannel(clock=lambda: now)
    later.send(stoppable(other, "theirs"))
    with pytest.raises(OncePerDayError) if same_day else nullcontext():
        later.send(stoppable(user, "two"))


def test_s13_nothing_in_a_message_betrays(line: FakeLine, channel: LineChannel) -> None:
    channel.send(outgoing(linked()))
    [sent] = line.accepted.values()
    assert not betrayals(json.dumps(sent.messages, ensure_ascii=False))


@pytest.mark.parametrize("text", texts.EVERYTHING)
def test_s13_what_is_said_in_line_betrays_nothing(text: str) -> None:
    assert not betrayals(text)


def stoppable(user: User, key: str) -> Outgoing:
    return replace(outgoing(user, key), stop_path="/stop/token/")


def test_line_carries_one_stoppable_message_a_day(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    channel.send(stoppable(user, "one"))
    channel.send(stoppable(user, "one"))  # repeated after a crash: the same message
    with pytest.raises(OncePerDayError):
        channel.send(stoppable(user, "two"))
    channel.send(outgoing(user, "account"))  # what cannot be stopped is not held up
    assert set(line.accepted) == {retry_key("one"), retry_key("account")}


def test_a_message_whose_worker_died_keeps_its_day(line: FakeLine, channel: LineChannel) -> None:
    """LINE has it, nobody knows: the next one must not take the day, or it comes by mail again."""
    user = linked()
    channel.quota.check(NOW)  # asks LINE now, so that what is lost is the message's answer
    line.lose_next = 1
    with pytest.raises(TryAgainError):
        channel.send(stoppable(user, "one"))
    with pytest.raises(OncePerDayError):
        channel.send(stoppable(user, "two"))
    channel.send(outgoing(user, "account"))
    channel.send(stoppable(user, "one"))
    assert set(line.accepted) == {retry_key("one"), retry_key("account")}


def test_a_refused_message_gives_its_day_back(line: FakeLine, channel: LineChannel) -> None:
    user = linked()
    channel.quota.check(NOW)
    line.failures.append(Answer(400))
    with pytest.raises(GiveUpError):
        channel.send(stoppable(user, "one"))
    assert LineLink.objects.get(user=user).sent_at is None
    channel.send(stoppable(user, "two"))
    assert set(line.accepted) == {retry_key("two")}


def test_line_carries_again_after_midnight_in_japan(line: FakeLine) -> None:
    user = linked()
    LineChannel(clock=lambda: NOW).send(stoppable(user, "one"))
    midnight = NOW.astimezone(JST).replace(hour=0, minute=0) + timedelta(days=1)
    with pytest.raises(OncePerDayError):
        LineChannel(clock=lambda: midnight - timedelta(seconds=1)).send(stoppable(user, "two"))
    LineChannel(clock=lambda: midnight).send(stoppable(user, "two"))
    assert len(line.accepted) == 2
