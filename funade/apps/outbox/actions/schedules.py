"""Work that comes round: once a period, in one of the workers."""

from datetime import datetime, timedelta

from django.db.models import Q

from funade.apps.outbox.handling import Schedule
from funade.apps.outbox.models import ScheduleRun
from funade.apps.outbox.policy import SCHEDULE_RETRY
from funade.core.kernel.actor import Actor


def introduce(*, actor: Actor, schedule: Schedule, now: datetime) -> None:
    """Write down when a schedule that has never run is due first."""
    row = ScheduleRun(name=schedule.name, due_at=schedule.next_due(None, now))
    ScheduleRun.objects.bulk_create([row], ignore_conflicts=True)


def claim_run(
    *, actor: Actor, name: str, worker: str, lease: timedelta, now: datetime
) -> datetime | None:
    """Take a due run; when it fell due, or None when it is not due or another has taken it."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = ScheduleRun.objects.filter(free, name=name, due_at__lte=now)
    if not due.update(claimed_by=worker, claimed_until=now + lease):
        return None
    return ScheduleRun.objects.get(name=name).due_at


def finish_run(
    *, actor: Actor, schedule: Schedule, due_at: datetime, worker: str, error: str, now: datetime
) -> None:
    """Write down how a run ended, "" for well, and when the next is due.

    A failed one comes sooner than the next period: what is done once a day may not wait a day.
    """
    next_due = schedule.next_due(due_at, now)
    if error:
        next_due = min(next_due, now + SCHEDULE_RETRY)
    ScheduleRun.objects.filter(name=schedule.name, claimed_by=worker).update(
        due_at=next_due,
        claimed_by="",
        claimed_until=None,
        finished_at=now,
        last_error=error,
    )


def renew_runs(*, actor: Actor, worker: str, until: datetime) -> int:
    """Keep what a living worker runs."""
    mine = ScheduleRun.objects.filter(claimed_by=worker, claimed_until__isnull=False)
    return mine.update(claimed_until=until)
