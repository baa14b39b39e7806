"""One-click stop (RFC 8058): without login, cookie or token, and without telling anything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from funade.apps.accounts.models import User
from funade.apps.notices.actions.choose import resume
from funade.apps.notices.actions.stop_links import revoke_stop_links, stop_token
from funade.apps.notices.models import StopLink
from funade.apps.notices.queries import choices_of
from funade.core.privacy.neutral import betrayals
from tests.factories.accounts import TESTER, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
BODY = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def somebody() -> User:
    return member()


@pytest.fixture
def stranger() -> User:
    return member()


@pytest.fixture
def robot() -> Client:
    """A mail program: it knows the link and nothing else."""
    return Client(enforce_csrf_checks=True)


def _path(user: User) -> str:
    return f"/stop/{stop_token(actor=TESTER, user_id=user.pk, now=NOW)}/"


def test_mail_program_stops_everything(robot: Client, somebody: User, stranger: User) -> None:
    path = _path(somebody)
    for _ in range(2):
        response = robot.post(path, BODY, content_type=FORM)
        assert response.status_code == 200
        assert not response.cookies
    assert choices_of(somebody.pk).stopped
    assert not choices_of(stranger.pk).stopped


def test_following_the_link_stops_nothing(robot: Client, somebody: User) -> None:
    """Mail scanners open every link they see."""
    response = robot.get(_path(somebody))
    assert "すべて止める" in response.content.decode()
    assert not response.cookies
    assert not choices_of(somebody.pk).stopped


def test_s25_unknown_link_answers_the_same(robot: Client, somebody: User) -> None:
    known, unknown = _path(somebody), f"/stop/{'0' * 64}/"
    for method in (robot.get, lambda path: robot.post(path, BODY, content_type=FORM)):
        first, second = method(known), method(unknown)
        assert (first.status_code, first.content) == (second.status_code, second.content)
        assert first.headers.items() == second.headers.items()


def test_s13_page_betrays_nothing(robot: Client, somebody: User) -> None:
    path = _path(somebody)
    for response in (robot.get(path), robot.post(path, BODY, content_type=FORM)):
        html = response.content.decode()
        main = html.partition("<main")[2].partition("</main>")[0]
        title = html.partition("<title>")[2].partition("</title>")[0]
        assert not betrayals(title + main + path)


def test_link_stays_the_same_from_mail_to_mail(somebody: User, stranger: User) -> None:
    assert _path(somebody) == _path(somebody) != _path(stranger)
    assert StopLink.objects.filter(user=somebody).count() == 1


def test_database_holds_no_link(somebody: User) -> None:
    token = _path(somebody).strip("/").partition("/")[2]
    row = StopLink.objects.get()
    assert token not in (row.seed, row.digest)


def test_revoked_link_stops_nothing(robot: Client, somebody: User) -> None:
    old = _path(somebody)
    revoke_stop_links(actor=TESTER, user_id=somebody.pk)
    assert robot.post(old, BODY, content_type=FORM).status_code == 200
    assert not choices_of(somebody.pk).stopped
    assert _path(somebody) != old


def test_link_works_again_after_coming_back(robot: Client, somebody: User) -> None:
    path = _path(somebody)
    robot.post(path, BODY, content_type=FORM)
    resume(actor=TESTER, user_id=somebody.pk)
    robot.post(path, BODY, content_type=FORM)
    assert choices_of(somebody.pk).stopped
