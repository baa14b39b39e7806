"""What becomes of a job: done, tried again, given up, or given back."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from funade.apps.accounts.models import Organisation
from funade.apps.outbox.actions import claims, drop_dead, retry_dead
from funade.apps.outbox.actions.tidying import prune_jobs
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.handling import GiveUpError, Task, TryAgainError
from funade.apps.outbox.models import Job
from funade.apps.outbox.policy import BACKOFF, JITTER, KEPT, MAX_ATTEMPTS, wait_before
from funade.core.kernel.actor import KEEPER
from tests.apps.outbox.bench import LEASE, Bench, Killed
from tests.factories.accounts import NOW, TESTER, organisation
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

MAIL = "member@example.jp"


def refuse(task: Task) -> None:
    raise TryAgainError("混み合っています")


def test_a_job_is_done_once_and_emptied(bench: Bench) -> None:
    bench.add("a", payload={"user": 7})
    assert bench.worker().run_jobs() == 1
    assert bench.worker("w2").run_jobs() == 0
    row = bench.job("a")
    assert bench.done == ["a"]
    assert (row.state, row.payload, row.claimed_by, row.finished_at) == ("done", {}, "", NOW)


def test_a_known_key_is_not_written_down_again(bench: Bench) -> None:
    bench.add("a")
    bench.worker().run_jobs()
    bench.add("a")
    assert bench.worker().run_jobs() == 0
    assert bench.done == ["a"]


def test_a_job_waits_for_its_time(bench: Bench) -> None:
    bench.add("later", after=timedelta(minutes=5))
    assert bench.worker().run_jobs() == 0
    bench.turn(minutes=5)
    assert bench.worker().run_jobs() == 1


def test_the_handler_sees_number_kind_key_payload_and_attempt(bench: Bench) -> None:
    seen: list[Task] = []
    bench.handle("test.see", seen.append)
    bench.add("a", kind="test.see", payload={"user": 7})
    bench.worker().run_jobs()
    assert seen == [Task(bench.job("a").pk, "test.see", "a", {"user": 7}, 1)]


def test_a_refused_job_waits_longer_each_time_and_is_given_up_in_the_end(bench: Bench) -> None:
    bench.handle("test.do", refuse)
    bench.add("a", payload={"user": 7})
    for wait in BACKOFF:
        assert bench.worker().run_jobs() == 1
        row = bench.job("a")
        assert row.state == JobState.WAITING
        assert wait <= row.run_at - bench.now <= wait * (1 + JITTER)
        bench.now = row.run_at
    assert bench.worker().run_jobs() == 1
    row = bench.job("a")
    assert (row.state, row.attempts, row.last_error) == ("dead", MAX_ATTEMPTS, "混み合っています")
    assert row.payload == {"user": 7}  # for the human who tries it again


def test_what_failed_together_does_not_return_together() -> None:
    waits = {wait_before(1, job_id) for job_id in range(100)}
    assert len(waits) == 100
    assert max(waits) - min(waits) > BACKOFF[0] * JITTER * 0.8


def test_the_other_side_may_say_when(bench: Bench) -> None:
    def ask_later(task: Task) -> None:
        raise TryAgainError("明日", after=timedelta(hours=12))

    bench.handle("test.do", ask_later)
    bench.add("a")
    bench.worker().run_jobs()
    assert bench.job("a").run_at == NOW + timedelta(hours=12)


def test_what_can_never_be_done_is_given_up_at_once(bench: Bench) -> None:
    def give_up(task: Task) -> None:
        raise GiveUpError("宛先がありません")

    bench.handle("test.do", give_up)
    bench.add("a")
    bench.worker().run_jobs()
    row = bench.job("a")
    assert (row.state, row.attempts, row.last_error) == ("dead", 1, "宛先がありません")


def test_a_kind_nobody_knows_is_given_up_with_its_name(bench: Bench) -> None:
    bench.add("a", kind="gone.verb")
    bench.worker().run_jobs()
    assert bench.job("a").state == JobState.DEAD
    assert "gone.verb" in bench.job("a").last_error


def test_an_accident_is_told_without_naming_anybody(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(task: Task) -> None:
        raise ValueError(f"no such mailbox: {MAIL}")

    bench.handle("test.do", stumble)
    bench.add("a")
    bench.add("b", kind="test.other")
    bench.handle("test.other")
    with caplog.at_level(logging.DEBUG):
        assert bench.worker().run_jobs() == 2
    assert bench.done == ["b"]
    assert bench.job("a").state == JobState.WAITING
    assert bench.job("a").last_error == "ValueError"
    assert "an attempt failed" in caplog.text
    assert not [record for record in caplog.records if MAIL in str(record.__dict__)]


# --- Lanes ----------------------------------------------------------------------------------------


def test_a_lane_keeps_its_order_while_the_first_is_tried_again(bench: Bench) -> None:
    tries: list[str] = []

    def refuse_once(task: Task) -> None:
        tries.append(task.key)
        if len(tries) == 1:
            raise TryAgainError("あとで")

    bench.handle("test.do", refuse_once)
    for key, lane in (("1", "x"), ("2", "x"), ("free", ""), ("other", "y")):
        bench.add(key, lane=lane)
    bench.worker().run_jobs()
    assert bench.done == ["free", "other"]
    bench.turn(minutes=1)
    while bench.worker().run_jobs():
        pass
    assert bench.done == ["free", "other", "1", "2"]


def test_a_later_start_of_the_first_holds_its_lane(bench: Bench) -> None:
    bench.add("1", lane="x", after=timedelta(hours=1))
    bench.add("2", lane="x")
    assert bench.worker().run_jobs() == 0


def test_a_dead_letter_does_not_hold_its_lane(bench: Bench) -> None:
    bench.add("1", lane="x", kind="gone.verb")
    bench.add("2", lane="x")
    while bench.worker().run_jobs():
        pass
    assert bench.done == ["2"]


def test_two_of_a_lane_are_never_taken_at_once(bench: Bench) -> None:
    """The second commits first, as can happen on PostgreSQL; then the first appears."""
    bench.add("1", lane="x")
    bench.add("2", lane="x")
    first, second = bench.job("1"), bench.job("2")
    Job.objects.filter(pk=second.pk).update(state=JobState.CLAIMED)
    taken = claims.claim(actor=KEEPER, job_id=first.pk, worker="w", lease=LEASE, now=NOW)
    assert taken is None


def test_the_database_itself_refuses_two_of_a_lane(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.add("1", lane="x")
    bench.add("2", lane="x")
    monkeypatch.setattr(claims, "claimable", lambda now: Job.objects.all())
    assert [
        bool(claims.claim(actor=KEEPER, job_id=pk, worker="w", lease=LEASE, now=NOW))
        for pk in Job.objects.order_by("pk").values_list("pk", flat=True)
    ] == [True, False]


# --- Death of a worker ----------------------------------------------------------------------------


def die(task: Task) -> None:
    if task.attempt == 1:
        raise Killed


def test_a_killed_workers_job_comes_back_after_its_lease(bench: Bench) -> None:
    bench.handle("test.do", die)
    bench.add("a")
    with pytest.raises(Killed):
        bench.worker().run_jobs()
    assert bench.worker("w2").run_jobs() == 0
    bench.turn(seconds=LEASE.total_seconds() + 1)
    assert bench.worker("w2").run_jobs() == 1
    assert (bench.done, bench.job("a").attempts) == (["a"], 2)


def test_a_living_workers_lease_is_renewed(bench: Bench) -> None:
    bench.handle("test.do", die)
    bench.add("a")
    slow = bench.worker()
    with pytest.raises(Killed):
        slow.run_jobs()
    bench.turn(seconds=50)
    slow.beat()
    bench.turn(seconds=50)
    assert bench.worker("w2").run_jobs() == 0


def test_a_job_that_stops_every_worker_is_given_up(bench: Bench) -> None:
    def always_die(task: Task) -> None:
        raise Killed

    bench.handle("test.do", always_die)
    bench.add("a")
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            bench.worker().run_jobs()
        bench.turn(seconds=LEASE.total_seconds() + 1)
    assert bench.worker().run_jobs() == 0
    row = bench.job("a")
    assert (row.state, row.attempts, row.last_error) == ("dead", MAX_ATTEMPTS, claims.STOPPED)


def test_effect_and_being_done_commit_together(bench: Bench) -> None:
    def found_and_die(task: Task) -> None:
        organisation()
        die(task)

    bench.handle("test.do", found_and_die, atomic=True)
    bench.add("a")
    with pytest.raises(Killed):
        bench.worker().run_jobs()
    assert Organisation.objects.count() == 0
    bench.turn(seconds=LEASE.total_seconds() + 1)
    bench.worker().run_jobs()
    assert Organisation.objects.count() == 1


def test_a_worker_that_comes_back_too_late_does_not_settle(bench: Bench) -> None:
    def oversleep(task: Task) -> None:
        if task.attempt == 1:
            bench.turn(minutes=5)
            bench.worker("w2").run_jobs()
            raise TryAgainError("遅すぎました")

    bench.handle("test.do", oversleep)
    bench.add("a")
    bench.worker("w1").run_jobs()
    assert bench.done == ["a"]
    assert (bench.job("a").state, bench.job("a").attempts) == ("done", 2)


def test_what_a_worker_wrote_too_late_is_undone(bench: Bench) -> None:
    def robbed(task: Task) -> None:
        organisation()
        if task.attempt == 1:
            Job.objects.filter(id=task.id).update(claimed_by="w2", attempts=2)

    bench.handle("test.do", robbed, atomic=True)
    bench.add("a")
    bench.worker("w1").run_jobs()
    assert Organisation.objects.count() == 0
    bench.turn(minutes=5)
    bench.worker("w2").run_jobs()
    assert (Organisation.objects.count(), bench.job("a").attempts) == (1, 2)


def test_a_stopping_worker_begins_nothing_new(bench: Bench) -> None:
    worker = bench.worker()

    def stop(task: Task) -> None:
        worker.stopping = True

    bench.handle("test.do", stop)
    bench.add("a")
    bench.add("b")
    worker.run_jobs()
    assert bench.done == ["a"]


# --- Order, letters, tidying ----------------------------------------------------------------------


def test_who_waits_before_a_screen_comes_first(bench: Bench) -> None:
    bench.handle("test.now", urgent=True)
    bench.add("a")
    bench.add("code", kind="test.now", after=timedelta(seconds=1))
    bench.turn(seconds=1)
    while bench.worker().run_jobs():
        pass
    assert bench.done == ["code", "a"]


def test_a_dead_letter_is_tried_again_with_all_its_attempts(bench: Bench) -> None:
    bench.add("a", kind="new.verb", payload={"user": 7})
    bench.worker().run_jobs()
    pk = bench.job("a").pk
    bench.handle("new.verb")
    assert retry_dead(actor=TESTER, job_id=pk, now=bench.now)
    assert bench.job("a").attempts == 0
    bench.worker().run_jobs()
    assert bench.done == ["a"]
    assert not retry_dead(actor=TESTER, job_id=pk, now=bench.now)


def test_a_dropped_letter_is_emptied_and_its_key_stays_known(bench: Bench) -> None:
    bench.add("a", kind="gone.verb", payload={"user": 7})
    bench.worker().run_jobs()
    assert drop_dead(actor=TESTER, job_id=bench.job("a").pk, now=bench.now)
    assert (bench.job("a").state, bench.job("a").payload) == ("dropped", {})
    bench.add("a")
    assert bench.worker().run_jobs() == 0
    assert not drop_dead(actor=TESTER, job_id=bench.job("a").pk, now=bench.now)


def test_only_what_is_over_is_thrown_away(bench: Bench) -> None:
    bench.add("done")
    bench.add("dead", kind="gone.verb")
    bench.worker().run_jobs()
    bench.add("waiting", after=timedelta(days=100))
    assert prune_jobs(actor=KEEPER, now=bench.now + KEPT) == 0
    assert prune_jobs(actor=KEEPER, now=bench.now + KEPT + timedelta(seconds=1)) == 1
    assert set(Job.objects.values_list("key", flat=True)) == {"dead", "waiting"}


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_for_work_costs_the_same_however_much_waits(bench: Bench, rows: int) -> None:
    for number in range(rows):
        bench.add(str(number), after=timedelta(hours=1), lane="x")
    with assert_queries(2):
        bench.worker().run_jobs()
