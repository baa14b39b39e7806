"""A member, a stranger, and a mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from funade.apps.accounts.models import User
from tests.factories.accounts import member
from tests.factories.mail import Mailbox, mail_server


@pytest.fixture
def somebody(db: None) -> User:
    return member()


@pytest.fixture
def stranger(db: None) -> User:
    return member()


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as opened:
        yield opened
