"""Reading the outbox."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from funade.apps.outbox.enums import UNFINISHED, JobState
from funade.apps.outbox.models import Heartbeat, Job, ScheduleRun
from funade.apps.outbox.policy import ALIVE_WITHIN, LATE_AFTER


def claimable(now: datetime) -> QuerySet[Job]:
    """The jobs that may begin: due, and the first of their lane if they have one.

    Dead ones hold nobody up. A job being done counts even if it is later in the lane: its number
    was drawn first on PostgreSQL but committed last.
    """
    ahead = Job.objects.filter(
        Q(state=JobState.CLAIMED) | Q(id__lt=OuterRef("id")),
        lane=OuterRef("lane"),
        state__in=UNFINISHED,
    )
    return Job.objects.filter(
        Q(lane="") | ~Exists(ahead), state=JobState.WAITING, run_at__lte=now
    ).order_by("run_at", "id")


def due_ids(now: datetime, urgent: Collection[str], limit: int) -> Sequence[int]:
    """The jobs to try next, the urgent kinds alone as long as there are any."""
    due = claimable(now).values_list("id", flat=True)
    first = list(due.filter(kind__in=urgent)[:limit]) if urgent else []
    return first or list(due[:limit])


def expired_claims(now: datetime) -> Sequence[int]:
    """Jobs whose worker has died, or has not been heard of for a whole lease."""
    rows = Job.objects.filter(state=JobState.CLAIMED, claimed_until__lt=now)
    return list(rows.order_by("id").values_list("id", flat=True))


def due_schedules(names: Collection[str], now: datetime) -> dict[str, datetime | None]:
    """Which of ``names`` are due and not being run, with when they fell due; None: never seen."""
    rows = {row.name: row for row in ScheduleRun.objects.filter(name__in=names).order_by("name")}
    return {
        name: rows[name].due_at if name in rows else None
        for name in names
        if name not in rows or _is_due(rows[name], now)
    }


def _is_due(row: ScheduleRun, now: datetime) -> bool:
    free = row.claimed_until is None or row.claimed_until < now
    return free and row.due_at <= now


@dataclass(frozen=True, slots=True)
class Status:
    """How the outbox stands at one moment."""

    waiting: int
    """Jobs not yet done, whether due or later."""
    oldest_due: timedelta | None
    """How long the oldest due job has been waiting; None when nothing is due."""
    dead: int
    last_seen: datetime | None
    """The latest heartbeat of any worker; None when none has ever been heard."""
    workers: int
    """Workers that live."""

    @property
    def stalled(self) -> bool:
        """Whether messages stay here: no worker lives, or they do not keep up."""
        return not self.workers or (self.oldest_due is not None and self.oldest_due > LATE_AFTER)


def status(now: datetime) -> Status:
    """How the outbox stands. Two queries."""
    jobs = Job.objects.aggregate(
        waiting=Count("id", filter=Q(state__in=UNFINISHED)),
        oldest=Min("run_at", filter=Q(state=JobState.WAITING, run_at__lte=now)),
        dead=Count("id", filter=Q(state=JobState.DEAD)),
    )
    beats = Heartbeat.objects.aggregate(
        last=Max("seen_at"),
        alive=Count("worker", filter=Q(seen_at__gt=now - ALIVE_WITHIN)),
    )
    return Status(
        waiting=jobs["waiting"],
        oldest_due=now - jobs["oldest"] if jobs["oldest"] else None,
        dead=jobs["dead"],
        last_seen=beats["last"],
        workers=beats["alive"],
    )


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A job that was given up. Neither payload nor key: staff need no more than this."""

    id: int
    kind: str
    attempts: int
    reason: str
    given_up_at: datetime | None


def dead_letters(limit: int = 200) -> Sequence[DeadLetter]:
    """What was given up, newest first."""
    rows = Job.objects.filter(state=JobState.DEAD).order_by("-finished_at", "-id")
    columns = ("id", "kind", "attempts", "last_error", "finished_at")
    return [DeadLetter(*row) for row in rows.values_list(*columns)[:limit]]


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """How a schedule stands; ``due_at`` None means that it has never run."""

    name: str
    due_at: datetime | None
    finished_at: datetime | None
    last_error: str


def schedule_states(names: Collection[str]) -> Sequence[ScheduleState]:
    """The schedules by name."""
    rows = {row.name: row for row in ScheduleRun.objects.filter(name__in=names).order_by("name")}
    return [
        ScheduleState(name, row.due_at, row.finished_at, row.last_error)
        if (row := rows.get(name))
        else ScheduleState(name, None, None, "")
        for name in sorted(names)
    ]
