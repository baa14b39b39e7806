"""Everything found is counted in one message, at the pace its member chose."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from funade.apps.careers.actions.alerts import raise_alerts
from funade.apps.careers.actions.telling import GAP, TELL, collect_digests, tell
from funade.apps.careers.models import Alert, SavedSearch
from funade.apps.notices.enums import Pace
from funade.apps.notices.models import Preference
from funade.apps.outbox.models import Job
from funade.core.kernel.actor import KEEPER
from funade.core.kernel.calendar import JST
from funade.core.search.query import Query
from tests.factories.accounts import member
from tests.factories.listings import NOW, publish, settle
from tests.factories.searches import saved

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 20, 5, tzinfo=JST)


def found(search: SavedSearch, count: int = 1) -> None:
    for _ in range(count):
        Alert.objects.create(
            search=search, user=search.user, posting=publish(), version=0, reason="new", at=NOW
        )


def sent() -> list[tuple[int, str, int]]:
    """Member, message and count of what is to be sent."""
    jobs = Job.objects.filter(kind="notices.send").order_by("pk")
    return [
        (job.payload["user"], job.payload["code"], job.payload["values"]["count"]) for job in jobs
    ]


def run_tells(now: datetime) -> None:
    """What the worker does with the jobs of this app."""
    for job in Job.objects.filter(kind=TELL, run_at__lte=now, state="waiting").order_by("pk"):
        job.state = "done"
        job.save()
        tell(actor=KEEPER, user_id=job.payload["user"], pace=Pace(job.payload["pace"]), now=now)


def test_at_once_bundles_whatever_is_there() -> None:
    settle()
    raise_alerts(actor=KEEPER, now=NOW)
    search, stranger = saved(), saved(pace=Pace.NEVER)
    for _ in range(3):
        publish()
    settle()
    raise_alerts(actor=KEEPER, now=NOW)
    run_tells(NOW)
    assert sent() == [(search.user_id, "new-items", 3)]
    run_tells(NOW)
    assert len(sent()) == 1
    assert stranger.alerts.count() == 3, "kept for the page, told to nobody"


def test_two_searches_that_find_the_same_count_it_once() -> None:
    user = member()
    one, two = saved(user), saved(user, query=Query(duties=("outpatient",)))
    posting = publish()
    for search in (one, two):
        Alert.objects.create(
            search=search, user=user, posting=posting, version=0, reason="new", at=NOW
        )
    tell(actor=KEEPER, user_id=user.pk, pace=Pace.AT_ONCE, now=NOW)
    assert sent() == [(user.pk, "new-items", 1)]


def test_at_once_again_only_after_a_while() -> None:
    search = saved()
    found(search)
    tell(actor=KEEPER, user_id=search.user_id, pace=Pace.AT_ONCE, now=NOW)
    found(search, 2)
    for second in (1, 2, 3):
        soon = NOW + timedelta(seconds=second)
        tell(actor=KEEPER, user_id=search.user_id, pace=Pace.AT_ONCE, now=soon)
    assert Job.objects.filter(kind=TELL).count() == 1
    assert len(sent()) == 1
    run_tells(NOW + GAP)
    assert sent()[1:] == [(search.user_id, "new-items", 2)]


@pytest.mark.parametrize(("pace", "days"), [(Pace.DAILY, 1), (Pace.WEEKLY, 7)])
def test_a_digest_comes_once_a_period_at_the_members_hour(pace: Pace, days: int) -> None:
    search = saved(pace=pace)
    Preference.objects.create(user=search.user, digest_hour=20)
    found(search, 2)
    assert collect_digests(actor=KEEPER, now=MONDAY - timedelta(hours=1)) == 0
    for minutes in (0, 10, 20):
        now = MONDAY + timedelta(minutes=minutes)
        collect_digests(actor=KEEPER, now=now)
        run_tells(now)
        found(search)  # waits for the next one
    assert sent() == [(search.user_id, "digest", 2)]
    now = MONDAY + timedelta(days=days)
    collect_digests(actor=KEEPER, now=now)
    run_tells(now)
    assert sent()[1:] == [(search.user_id, "digest", 3)]


def test_a_weekly_digest_waits_for_monday() -> None:
    search = saved(pace=Pace.WEEKLY)
    Preference.objects.create(user=search.user, digest_hour=20)
    found(search)
    assert collect_digests(actor=KEEPER, now=MONDAY + timedelta(days=1)) == 0


def test_a_paused_search_tells_nothing() -> None:
    search = saved()
    found(search)
    SavedSearch.objects.update(paused=True)
    tell(actor=KEEPER, user_id=search.user_id, pace=Pace.AT_ONCE, now=NOW)
    assert sent() == []
