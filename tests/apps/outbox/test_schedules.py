"""Work that comes round: when it is due, once among workers, and what a failure leaves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from funade.apps.outbox.handling import GiveUpError, Schedule
from funade.apps.outbox.models import ScheduleRun
from funade.apps.outbox.policy import SCHEDULE_RETRY
from tests.apps.outbox.bench import LEASE, Bench, Killed
from tests.factories.accounts import NOW

DAY = timedelta(days=1)
SIX = 6 * 60
"""6:00 in Japan is 21:00 of the day before in UTC."""


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def nothing(now: datetime) -> None:
    """Succeeds."""


DAILY = Schedule("daily", nothing, DAY, SIX)
WEEKLY = Schedule("weekly", nothing, timedelta(days=7), SIX)
OFTEN = Schedule("often", nothing, timedelta(seconds=30))


@pytest.mark.parametrize(
    ("schedule", "due_at", "now", "expected"),
    [
        (OFTEN, None, utc(23, 3), utc(23, 3)),
        (OFTEN, utc(23, 3), utc(23, 5), utc(23, 5) + timedelta(seconds=30)),
        (DAILY, None, utc(23, 3), utc(23, 21)),
        (DAILY, None, utc(23, 20, 59), utc(23, 21)),
        (DAILY, None, utc(23, 21), utc(24, 21)),
        (DAILY, utc(23, 21), utc(23, 21, 1), utc(24, 21)),
        (DAILY, utc(20, 21), utc(23, 3), utc(23, 21)),  # missed for days
        (DAILY, utc(23, 21, 15), utc(23, 21, 16), utc(24, 21)),  # after a retry
        (WEEKLY, utc(20, 21), utc(20, 21, 1), utc(27, 21)),
        (WEEKLY, utc(6, 21), utc(23, 3), utc(27, 21)),
    ],
)
def test_when_it_is_due_next(
    schedule: Schedule, due_at: datetime | None, now: datetime, expected: datetime
) -> None:
    assert schedule.next_due(due_at, now) == expected


@pytest.mark.django_db
def test_it_runs_once_a_period_among_workers(bench: Bench) -> None:
    ran: list[datetime] = []
    bench.schedules = {"often": Schedule("often", ran.append, timedelta(seconds=30))}
    for _ in range(2):
        assert bench.worker("w1").run_schedules() + bench.worker("w2").run_schedules() == 1
        bench.turn(seconds=30)
    assert ran == [NOW, NOW + timedelta(seconds=30)]


@pytest.mark.django_db
def test_a_daily_one_waits_for_its_minute_and_missed_days_run_once(bench: Bench) -> None:
    ran: list[datetime] = []
    bench.schedules = {"daily": Schedule("daily", ran.append, DAY, SIX)}
    assert bench.worker().run_schedules() == 0
    bench.now = utc(28, 2)  # the machine was off from the 23rd to the 28th
    assert [bench.worker().run_schedules() for _ in range(2)] == [1, 0]
    assert ran == [utc(28, 2)]
    assert ScheduleRun.objects.get().due_at == utc(28, 21)


@pytest.mark.django_db
def test_nobody_else_runs_it_meanwhile(bench: Bench) -> None:
    ran: list[str] = []

    def slow(now: datetime) -> None:
        ran.append("run")
        bench.turn(minutes=5)
        first.beat()
        assert bench.worker("w2").run_schedules() == 0

    first = bench.worker("w1")
    bench.schedules = {"often": Schedule("often", slow, timedelta(seconds=30))}
    assert first.run_schedules() == 1
    assert ran == ["run"]


@pytest.mark.django_db
def test_a_run_whose_worker_was_killed_is_run_again(bench: Bench) -> None:
    ran: list[datetime] = []

    def die_once(now: datetime) -> None:
        ran.append(now)
        if len(ran) == 1:
            raise Killed

    bench.schedules = {"often": Schedule("often", die_once, timedelta(hours=1))}
    with pytest.raises(Killed):
        bench.worker("w1").run_schedules()
    assert bench.worker("w2").run_schedules() == 0
    bench.turn(seconds=LEASE.total_seconds() + 1)
    assert bench.worker("w2").run_schedules() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("member@example.jp"), "ValueError"),
        (GiveUpError("3行目が違います"), "3行目が違います"),
    ],
)
def test_a_failure_is_recorded_and_tried_again_soon(
    bench: Bench, error: Exception, told: str
) -> None:
    def fail(now: datetime) -> None:
        raise error

    bench.schedules = {"daily": Schedule("daily", fail, DAY, SIX), "often": OFTEN}
    bench.worker().run_schedules()
    bench.now = utc(24, 3)
    assert bench.worker().run_schedules() == 2  # the failure does not hold the other up
    row = ScheduleRun.objects.get(name="daily")
    assert (row.last_error, row.due_at) == (told, bench.now + SCHEDULE_RETRY)
    bench.schedules["daily"] = DAILY
    bench.turn(minutes=16)
    bench.worker().run_schedules()
    row.refresh_from_db()
    assert (row.last_error, row.due_at) == ("", utc(24, 21))
