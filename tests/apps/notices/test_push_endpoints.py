"""Only named push services, from outside, by https: the rest is our own network (SSRF)."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from funade.apps.notices.channels.push.endpoints import (
    RefusedEndpointError,
    Target,
    check_peer,
    target_of,
)
from funade.apps.notices.channels.push.wire import Wire
from tests.peers.http import Answer
from tests.peers.push_service import FakePushService

MOZILLA = "updates.push.services.mozilla.com"


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dHx:APA91",
        f"https://{MOZILLA}/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGuQ",
        "https://WNS2-par02p.Notify.windows.com:443/w/?token=BQYA%3d",
    ],
)
def test_the_four_services_are_known(endpoint: str) -> None:
    target = target_of(endpoint)
    assert (target.scheme, target.port, target.inside) == ("https", 443, False)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "x",
        f"http://{MOZILLA}/a",
        f"https://{MOZILLA}:8443/a",
        f"https://{MOZILLA}:0/a",
        f"https://{MOZILLA}:99999/a",
        f"https://{MOZILLA}.example.com/a",
        f"https://evil-{MOZILLA}/a",
        f"https://{MOZILLA}@example.com/a",
        f"https://user:word@{MOZILLA}/a",
        f"https://example.com#@{MOZILLA}/a",
        f"https://example.com\\@{MOZILLA}/a",
        f"https://{MOZILLA}\\.example.com/a",
        f"https://{MOZILLA}/a\r\nHost: example.com",
        f"https://{MOZILLA}/a b",
        f"https://{MOZILLA}\t/a",
        f" https://{MOZILLA}/a",
        f"https://{MOZILLA}/#a",
        "https://push.apple.com/a",
        "https://evilpush.apple.com/a",
        "https://web.push.apple.com.example.com/a",
        "https://ｗｅｂ.push.apple.com/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://[::ffff:127.0.0.1]/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://localhost/a",
        "https://10.0.0.1/a",
        "https://192.168.1.1/a",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1%25eth0]/a",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/_HELO",
        f"//{MOZILLA}/a",
        f"https://{MOZILLA}/" + "a" * 1000,
    ],
)
def test_everything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(RefusedEndpointError):
        target_of(endpoint)


def test_an_origin_in_the_house_is_that_origin_only(settings: Settings) -> None:
    settings.FUNADE_PUSH_HOSTS = ["https://push.example:8443", "http://127.0.0.1:99", "http://a.b"]
    assert target_of("https://push.example:8443/x?y").path == "/x?y"
    assert target_of("http://127.0.0.1:99/x").inside
    for other in (
        "https://push.example/x", "http://push.example:8443/x", "https://push.example:8444/x",
        "http://127.0.0.1:98/x", "http://127.0.0.1/x", "http://a.b/x", "https://a.b/x",
        f"https://{MOZILLA}/x",
    ):  # fmt: skip
        with pytest.raises(RefusedEndpointError):
            target_of(other)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "::", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(RefusedEndpointError):
        check_peer(Target("https", MOZILLA, 443, "/", inside=False), address)


def test_a_name_that_leads_outside_is_not() -> None:
    check_peer(Target("https", MOZILLA, 443, "/", inside=False), "34.107.243.93")


def test_nothing_is_sent_once_the_name_leads_inside(
    push_service: FakePushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection stands, to a loopback address under a name we know; not a byte follows."""
    from funade.apps.notices.channels.push import wire

    port = int(push_service.origin.rpartition(":")[2])
    outside = Target("http", "127.0.0.1", port, "/push/x", inside=False)
    monkeypatch.setattr(wire, "target_of", lambda _url: outside)
    push_service.failures.append(Answer(201))
    with pytest.raises(RefusedEndpointError):
        Wire().post("https://whatever.example/", data=b"x", headers={})
    assert push_service.failures, "the service was asked"


def test_a_redirect_is_not_followed(push_service: FakePushService) -> None:
    elsewhere = f"{push_service.origin}/push/elsewhere"
    push_service.failures += [Answer(307, headers={"Location": elsewhere}), Answer(201)]
    reply = Wire().post(f"{push_service.origin}/push/x", data=b"x", headers={})
    assert reply.status_code == 307
    assert len(push_service.failures) == 1
