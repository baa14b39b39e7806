"""Token buckets: bursts pass, floods get a friendly page, neighbours are not harmed."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client, RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from funade.web.shared.client import client_network
from funade.web.shared.throttling import Rate, TokenBuckets


class Clock:
    """Stands still until told otherwise."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_then_the_bucket_refills() -> None:
    clock = Clock()
    buckets = TokenBuckets(Rate(burst=2, per_minute=60), clock=clock)
    assert [buckets.wait(b"a") for _ in range(3)] == [0, 0, 1]
    assert buckets.wait(b"b") == 0
    clock.now = 1.0
    assert [buckets.wait(b"a") for _ in range(2)] == [0, 1]


def test_zero_per_minute_means_no_limit() -> None:
    buckets = TokenBuckets(Rate(burst=1, per_minute=0))
    assert not any(buckets.wait(b"a") for _ in range(100))


@given(
    burst=st.integers(1, 20),
    per_minute=st.integers(1, 600),
    gaps=st.lists(st.floats(0, 10), max_size=50),
)
def test_never_more_than_burst_plus_refill(burst: int, per_minute: int, gaps: list[float]) -> None:
    clock = Clock()
    buckets = TokenBuckets(Rate(burst, per_minute), clock=clock)
    passed = 0
    for gap in gaps:
        clock.now += gap
        passed += buckets.wait(b"a") == 0
    assert passed <= burst + clock.now * per_minute / 60 + 1e-6


@pytest.mark.urls("tests.web.sample_urls")
@override_settings(FUNADE_LIMITS={"search": (2, 1)})
def test_a_flood_gets_a_page_and_a_time(client: Client) -> None:
    search = partial(client.get, "/search", REMOTE_ADDR="203.0.113.7")
    assert [search().status_code for _ in range(2)] == [200, 200]
    response = search()
    assert response.status_code == 429
    assert "しばらくお待ちください" in response.content.decode()
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert client.get("/search", REMOTE_ADDR="198.51.100.7").status_code == 200


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "network"),
    [
        ("203.0.113.7", "", 0, "203.0.113.0/24"),
        ("2001:db8:1:2::3", "", 0, "2001:db8:1::/48"),
        ("::ffff:203.0.113.7", "", 0, "203.0.113.0/24"),
        ("127.0.0.1", "198.51.100.9", 0, "127.0.0.0/24"),  # nobody told us to believe it
        ("127.0.0.1", "6.6.6.6, 198.51.100.9", 1, "198.51.100.0/24"),  # the client forged the left
        ("127.0.0.1", "198.51.100.9, 10.0.0.2", 2, "198.51.100.0/24"),
        ("127.0.0.1", "nonsense", 1, "unknown"),
    ],
)
def test_client_network(peer: str, forwarded: str, proxies: int, network: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(FUNADE_TRUSTED_PROXIES=proxies):
        assert client_network(request) == network
