"""A change becomes an alert exactly once, whoever dies when."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from funade.apps.careers import following
from funade.apps.careers.actions import alerts
from funade.apps.careers.actions.alerts import forget_old_alerts, mark_seen, raise_alerts
from funade.apps.careers.actions.searches import delete_search, pause_search
from funade.apps.careers.models import Alert
from funade.apps.catalog import index
from funade.apps.catalog.actions.postings import close_postings
from funade.apps.catalog.models import IndexChange, LogReader
from funade.core.kernel.actor import KEEPER, user_actor
from funade.core.search.query import Query
from tests.factories.accounts import member
from tests.factories.listings import NOW, TODAY, posting_draft, publish, republish, settle
from tests.factories.searches import saved

# Real commits: on PostgreSQL a change is visible only once its transaction has ended.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def started() -> None:
    settle()
    raise_alerts(actor=KEEPER, now=NOW)


def run() -> int:
    settle()
    return raise_alerts(actor=KEEPER, now=NOW)


def test_a_published_posting_alerts_those_it_matches_and_no_stranger() -> None:
    mine, strangers = saved(), saved(query=Query(departments=("02035",)))
    posting = publish()
    assert run() == 1
    alert = Alert.objects.get()
    assert (alert.search_id, alert.user_id) == (mine.pk, mine.user_id)
    assert (alert.posting_id, alert.version, alert.reason) == (posting.pk, 0, "new")
    assert not strangers.alerts.exists()
    assert run() == 0


def test_what_was_there_before_is_no_news() -> None:
    LogReader.objects.all().delete()
    saved()
    publish()
    settle()
    assert run() == 0  # this is where the reader begins
    assert run() == 0


def test_only_what_the_page_states_alerts_again() -> None:
    saved()
    draft = posting_draft()
    posting = publish(draft)
    run()
    republish(posting, draft, confirmed_on=TODAY - timedelta(days=1))
    assert run() == 0
    republish(posting, draft, confirmed_on=TODAY - timedelta(days=1), title="別の見出し")
    assert run() == 1
    assert list(Alert.objects.order_by("pk").values_list("version", "reason")) == [
        (0, "new"),
        (1, "changed"),
    ]


def test_an_old_posting_confirmed_anew_is_no_news_for_a_new_search() -> None:
    draft = posting_draft()
    posting = publish(draft)
    run()
    saved()
    republish(posting, draft, confirmed_on=TODAY - timedelta(days=1))
    assert run() == 0


def test_closing_alerts_nobody_and_opening_again_does() -> None:
    first = saved()
    draft = posting_draft()
    posting = publish(draft)
    run()
    close_postings(actor=KEEPER, ids=[posting.pk], on=TODAY, now=NOW)
    assert run() == 0
    second = saved()
    republish(posting, draft)
    assert run() == 1, "the first search has been told of this very version"
    assert [first.alerts.count(), second.alerts.count()] == [1, 1]


def test_searches_are_followed_when_saved_paused_resumed_and_deleted() -> None:
    user = member()
    search = saved(user)
    publish()
    assert run() == 1
    actor = user_actor(user.pk)
    pause_search(actor=actor, user_id=user.pk, search_id=search.pk, paused=True, now=NOW)
    publish()
    assert run() == 0
    later = NOW + timedelta(seconds=1)
    pause_search(actor=actor, user_id=user.pk, search_id=search.pk, paused=False, now=later)
    publish()
    assert run() == 1
    delete_search(actor=actor, user_id=user.pk, search_id=search.pk)
    publish()
    assert run() == 0
    assert not Alert.objects.exists()


def test_a_search_deleted_behind_the_workers_back_gets_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search, other = saved(), saved()
    publish()
    settle()
    found = alerts._matches

    def deletes_meanwhile(*given: object) -> list[alerts.Match]:
        matches = found(*given)  # type: ignore[arg-type]  # handed through
        search.delete()
        return matches

    monkeypatch.setattr(alerts, "_matches", deletes_meanwhile)
    assert raise_alerts(actor=KEEPER, now=NOW) == 1
    assert other.alerts.count() == 1


def test_killed_between_alerts_and_position_nothing_is_lost_or_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved()
    publish()
    settle()
    monkeypatch.setattr(alerts, "advance_reader", _dies)
    with pytest.raises(SystemError):
        raise_alerts(actor=KEEPER, now=NOW)
    assert not Alert.objects.exists()
    monkeypatch.undo()
    following.forget()
    assert run() == 1
    assert run() == 0


def _dies(**_: object) -> None:
    raise SystemError("killed")


def test_a_worker_overtaken_by_another_stores_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved()
    publish()
    settle()
    found = alerts._matches

    def is_overtaken(*given: object) -> list[alerts.Match]:
        matches = found(*given)  # type: ignore[arg-type]  # handed through
        monkeypatch.undo()
        assert raise_alerts(actor=KEEPER, now=NOW) == 1
        return matches

    monkeypatch.setattr(alerts, "_matches", is_overtaken)
    assert raise_alerts(actor=KEEPER, now=NOW) == 0
    assert Alert.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_two_workers_at_once_store_each_alert_once() -> None:
    owners = [saved() for _ in range(5)]
    for _ in range(20):
        publish()
    settle()
    failures: list[Exception] = []

    def work() -> None:
        try:
            raise_alerts(actor=KEEPER, now=NOW)
        except Exception as failure:  # noqa: BLE001  # told to the main thread
            failures.append(failure)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    assert Alert.objects.count() == len(owners) * 20


def test_the_log_is_not_trimmed_beyond_what_alerts_have_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "KEPT_CHANGES", 0)
    saved()
    publish()
    index.trim_log()
    assert IndexChange.objects.exists()
    assert run() == 1
    index.trim_log()
    assert not IndexChange.objects.exists()


def test_seen_is_the_members_own_mark() -> None:
    search = saved()
    posting = publish()
    run()
    alert = Alert.objects.get()
    stranger = member()
    seen = {"actor": KEEPER, "alert_id": alert.pk, "now": NOW}
    assert mark_seen(user_id=stranger.pk, **seen) == ""  # type: ignore[arg-type]  # as above
    alert.refresh_from_db()
    assert alert.seen_at is None
    assert mark_seen(user_id=search.user_id, **seen) == posting.public_id  # type: ignore[arg-type]
    alert.refresh_from_db()
    assert alert.seen_at == NOW


def test_alerts_are_kept_ninety_days() -> None:
    saved()
    publish()
    run()
    assert forget_old_alerts(actor=KEEPER, now=NOW + timedelta(days=90)) == 0
    assert forget_old_alerts(actor=KEEPER, now=NOW + timedelta(days=91)) == 1
