"""Web Push: a browser can read it, nobody else can, and it says nothing anyway."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from funade.apps.accounts.actions.keys import destroy_key
from funade.apps.accounts.models import User
from funade.apps.notices.actions.push import (
    MOST_DEVICES,
    TooManyDevicesError,
    add_device,
    remove_device,
)
from funade.apps.notices.channels import Outgoing
from funade.apps.notices.channels.push.channel import PushChannel, opaque
from funade.apps.notices.channels.push.devices import BadKeysError, Subscription, devices_of
from funade.apps.notices.channels.push.vapid import public_key
from funade.apps.notices.models import PushDevice
from funade.apps.outbox.handling import GiveUpError, TryAgainError
from tests.factories.accounts import NOW, TESTER, member
from tests.peers.http import Answer
from tests.peers.push_service import Browser, FakePushService
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def add(user: User, browser: Browser, label: str = "自宅") -> None:
    add_device(
        actor=TESTER,
        user_id=user.pk,
        subscription=Subscription.checked(**browser.form()),
        label=label,
        now=NOW,
    )


def outgoing(user: User, key: str = "notices.send:1:push", *, silent: bool = False) -> Outgoing:
    return Outgoing(key, user.pk, "題", ("本文",), "/me/news/", silent)


@pytest.fixture
def channel() -> PushChannel:
    return PushChannel()


def test_the_members_browsers_get_it_and_nobody_elses(
    push_service: FakePushService, channel: PushChannel
) -> None:
    user, stranger = member(), member()
    mine = [push_service.subscribe() for _ in range(2)]
    theirs = push_service.subscribe()
    for browser in mine:
        add(user, browser)
    add(stranger, theirs)
    sent_id = channel.send(outgoing(user))
    assert {it.browser for it in push_service.received} == {it.name for it in mine}
    assert all(it.payload == {"v": 1, "id": sent_id} for it in push_service.received)


def test_s13_the_payload_is_an_opaque_id_and_nothing_else(
    push_service: FakePushService, channel: PushChannel
) -> None:
    user = member()
    add(user, push_service.subscribe())
    channel.send(outgoing(user))
    [it] = push_service.received
    assert set(it.payload) == {"v", "id"}
    assert re.fullmatch(r"[\w-]{22}", it.payload["id"])
    assert str(user.pk) != it.payload["id"]


def test_signed_for_one_service_and_half_a_day(
    push_service: FakePushService, channel: PushChannel
) -> None:
    user = member()
    add(user, push_service.subscribe())
    channel.send(outgoing(user))
    [it] = push_service.received
    assert it.public_key == public_key()
    assert it.claims["aud"] == push_service.origin
    assert 0 < it.claims["exp"] - timezone.now().timestamp() <= timedelta(hours=24).total_seconds()
    assert it.claims["sub"] == "mailto:nobody@localhost"


def test_topic_ttl_and_urgency(push_service: FakePushService, channel: PushChannel) -> None:
    user = member()
    for _ in range(2):
        add(user, push_service.subscribe())
    channel.send(outgoing(user, "a"))
    channel.send(outgoing(user, "b", silent=True))
    assert all(re.fullmatch(r"[\w-]{1,32}", it.topic) for it in push_service.received)
    assert len({it.topic for it in push_service.received}) == 4  # no two browsers share one
    assert [it.urgency for it in push_service.received] == ["normal", "normal", "low", "low"]
    assert {it.ttl for it in push_service.received} == {86400}


def test_a_repeat_replaces_what_was_not_yet_delivered(
    push_service: FakePushService, channel: PushChannel
) -> None:
    """The answer got lost, so it goes again: same topic for the service, same tag for the eye."""
    user = member()
    add(user, push_service.subscribe())
    push_service.lose_next = 1
    with pytest.raises(TryAgainError):
        channel.send(outgoing(user))
    channel.send(outgoing(user))
    first, second = push_service.received
    assert (first.topic, first.payload) == (second.topic, second.payload)


def test_only_the_browser_that_failed_is_tried_again(
    push_service: FakePushService, channel: PushChannel
) -> None:
    user = member()
    for _ in range(2):
        add(user, push_service.subscribe())
    push_service.failures.append(Answer(429, headers={"Retry-After": "120"}))
    with pytest.raises(TryAgainError) as raised:
        channel.send(outgoing(user))
    assert raised.value.after == timedelta(seconds=120)
    channel.send(outgoing(user))
    assert len({it.browser for it in push_service.received}) == len(push_service.received) == 2


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_left_is_forgotten(
    push_service: FakePushService, channel: PushChannel, status: int
) -> None:
    user = member()
    add(user, push_service.subscribe())
    push_service.failures.append(Answer(status))
    with pytest.raises(GiveUpError):
        channel.send(outgoing(user))
    assert not channel.reaches(user.pk)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (408, TryAgainError),
        (429, TryAgainError),
        (500, TryAgainError),
        (503, TryAgainError),
        (301, GiveUpError),
        (400, GiveUpError),
        (401, GiveUpError),
        (403, GiveUpError),
        (413, GiveUpError),
    ],
)
def test_other_answers_keep_the_browser(
    push_service: FakePushService, channel: PushChannel, status: int, error: type[Exception]
) -> None:
    user = member()
    browser = push_service.subscribe()
    add(user, browser)
    push_service.failures.append(Answer(status, b"about " + browser.endpoint.encode()))
    with pytest.raises(error) as raised:
        channel.send(outgoing(user))
    assert browser.name not in str(raised.value)
    assert channel.reaches(user.pk)


def test_a_service_that_is_not_there_is_tried_again(
    push_service: FakePushService, channel: PushChannel, settings: Settings
) -> None:
    user = member()
    nowhere = "http://127.0.0.1:9"
    settings.FUNADE_PUSH_HOSTS = [nowhere]
    add(user, Browser(nowhere))
    with pytest.raises(TryAgainError):
        channel.send(outgoing(user))


def test_a_service_struck_off_the_list_gets_nothing_more(
    push_service: FakePushService, channel: PushChannel, settings: Settings
) -> None:
    user = member()
    add(user, push_service.subscribe())
    settings.FUNADE_PUSH_HOSTS = []
    with pytest.raises(GiveUpError):
        channel.send(outgoing(user))
    assert not push_service.received


def test_a_point_off_the_curve_harms_nobody_else(
    push_service: FakePushService, channel: PushChannel
) -> None:
    user = member()
    good, bad = push_service.subscribe(), push_service.subscribe()
    add(user, good)
    form = {**bad.form(), "p256dh": "BA" + "A" * 85}
    add_device(
        actor=TESTER, user_id=user.pk, subscription=Subscription.checked(**form), label="", now=NOW
    )
    channel.send(outgoing(user))
    assert [it.browser for it in push_service.received] == [good.name]


def test_on_a_shared_machine_it_tells_whoever_came_last(push_service: FakePushService) -> None:
    before, after = member(), member()
    browser = push_service.subscribe()
    add(before, browser)
    add(after, browser)
    assert not devices_of(before.pk)
    assert len(devices_of(after.pk)) == 1


def test_the_same_browser_again_is_one_device(push_service: FakePushService) -> None:
    user = member()
    browser = push_service.subscribe()
    add(user, browser)
    browser.secret = bytes(16)
    add(user, browser, "仕事用でない端末")
    [device] = devices_of(user.pk)
    assert device.label == "仕事用でない端末"


def test_a_stranger_cannot_remove_it(push_service: FakePushService) -> None:
    user, stranger = member(), member()
    add(user, push_service.subscribe())
    [device] = devices_of(user.pk)
    assert not remove_device(actor=TESTER, user_id=stranger.pk, device_id=device.id)
    assert remove_device(actor=TESTER, user_id=user.pk, device_id=device.id)


def test_there_is_a_most(push_service: FakePushService) -> None:
    user = member()
    browsers = [push_service.subscribe() for _ in range(MOST_DEVICES + 1)]
    for browser in browsers[:-1]:
        add(user, browser)
    with pytest.raises(TooManyDevicesError):
        add(user, browsers[-1])
    add(user, browsers[0])  # one that is known may come again


def test_sealed_and_gone_with_the_key(push_service: FakePushService, channel: PushChannel) -> None:
    user = member()
    browser = push_service.subscribe()
    add(user, browser, "呼び名")
    stored = json.dumps(list(PushDevice.objects.values()), default=str, ensure_ascii=False)
    for secret in (browser.endpoint, browser.name, browser.form()["auth"], "呼び名"):
        assert secret not in stored
    destroy_key(actor=TESTER, user_id=user.pk)
    assert devices_of(user.pk) == ()
    with pytest.raises(GiveUpError):
        channel.send(outgoing(user))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_two_queries(push_service: FakePushService, count: int) -> None:
    user = member()
    for _ in range(count):
        add(user, push_service.subscribe())
    with assert_queries(2):
        assert len(devices_of(user.pk)) == count


@pytest.mark.parametrize(
    "change",
    [
        {"p256dh": ""},
        {"p256dh": "B" * 86},
        {"p256dh": "あ"},
        {"auth": ""},
        {"auth": "AAAA"},
        {"auth": "A" * 21 + "!"},
    ],
)
def test_keys_that_are_none_are_refused(
    push_service: FakePushService, change: dict[str, str]
) -> None:
    form = push_service.subscribe().form()
    Subscription.checked(**form)
    with pytest.raises(BadKeysError):
        Subscription.checked(**{**form, **change})


def test_an_id_is_stable_and_says_nothing() -> None:
    assert opaque("a") == opaque("a") != opaque("b")
    assert len(opaque("a" * 300)) == 22
