"""The page of dead letters: for the operator's staff, and not there for anybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template import engines
from django.utils import timezone

from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.models import Heartbeat, Job
from tests.factories.accounts import member, organisation, signed_in, staff
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
PAGE = "/office/queue/"


def dead(number: int = 0) -> Job:
    now = timezone.now()
    return Job.objects.create(
        kind="notices.send",
        key=f"secret-key-{number}",
        payload={"user": 4711},
        run_at=now,
        created_at=now,
        finished_at=now,
        attempts=10,
        state=JobState.DEAD,
        last_error="相手のサーバーが断りました",
    )


def beat(ago: timedelta = timedelta()) -> None:
    seen = timezone.now() - ago
    Heartbeat.objects.create(worker="w", started_at=seen, seen_at=seen)


def banner() -> str:
    made = engines["django"].from_string("{% load heartbeat %}{% heartbeat_banner %}")
    return made.render().strip()


def test_staff_see_reasons_and_neither_keys_nor_payloads() -> None:
    dead()
    page = signed_in(staff()).get(PAGE).content.decode()
    assert "相手のサーバーが断りました" in page
    assert "secret-key" not in page
    assert "4711" not in page


def test_retry_and_drop() -> None:
    again, away = dead(1), dead(2)
    client = signed_in(staff())
    assert client.post(f"{PAGE}{again.pk}/retry/").headers["Location"] == PAGE
    assert client.post(f"{PAGE}{away.pk}/drop/").headers["Location"] == PAGE
    again.refresh_from_db()
    away.refresh_from_db()
    assert (again.state, away.state) == (JobState.WAITING, JobState.DROPPED)
    assert client.post(f"{PAGE}{again.pk}/retry/").status_code == 404


@pytest.mark.parametrize("kind", [None, OrganisationKind.FACILITY, OrganisationKind.AGENCY])
def test_everybody_else_finds_nothing(kind: OrganisationKind | None) -> None:
    letter = dead()
    user = member() if kind is None else staff(Role.OWNER, organisation(kind))
    client = signed_in(user)
    assert client.get(PAGE).status_code == 404
    for act in ("retry", "drop"):
        assert client.post(f"{PAGE}{letter.pk}/{act}/").status_code == 404
    letter.refresh_from_db()
    assert letter.state == JobState.DEAD


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_letters(rows: int) -> None:
    for number in range(rows):
        dead(number)
    client = signed_in(staff())
    with assert_queries(QUERIES):
        client.get(PAGE)


QUERIES = 9
"""Session, user, seat; jobs, heartbeats, letters, schedules; jobs and heartbeats for the banner."""


def test_the_banner_appears_while_nothing_is_sent() -> None:
    assert "動いていません" in banner()
    beat(timedelta(minutes=5))
    assert "応答していません" in banner()
    beat_again = Heartbeat.objects.get()
    beat_again.seen_at = timezone.now()
    beat_again.save()
    assert banner() == ""
    now = timezone.now()
    late = now - timedelta(minutes=11)
    Job.objects.create(kind="a.b", key="late", run_at=late, created_at=late)
    assert "追いついていません" in banner()
