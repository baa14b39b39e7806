"""Fixtures of the fake peers. They import late: the SDKs take seconds, and most tests need none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

if TYPE_CHECKING:
    from tests.peers.line import FakeLine
    from tests.peers.push_service import FakePushService


@pytest.fixture
def line(settings: Settings) -> Iterator[FakeLine]:
    """A LINE channel that this installation is set up for."""
    from funade.apps.notices.channels.line import CHANNEL
    from tests.peers.http import serving
    from tests.peers.line import FakeLine

    peer = FakeLine()
    with serving(peer) as origin:
        settings.FUNADE_LINE_API = origin
        settings.FUNADE_LINE_CHANNEL_TOKEN = peer.token
        settings.FUNADE_LINE_CHANNEL_SECRET = peer.secret
        CHANNEL.quota.forget()
        yield peer
    CHANNEL.quota.forget()


@pytest.fixture
def push_service(settings: Settings) -> Iterator[FakePushService]:
    """A push service in one's own house, named by its origin."""
    from tests.peers.http import serving
    from tests.peers.push_service import FakePushService

    peer = FakePushService()
    with serving(peer) as origin:
        peer.origin = origin
        settings.FUNADE_PUSH_HOSTS = [*settings.FUNADE_PUSH_HOSTS, origin]
        yield peer
