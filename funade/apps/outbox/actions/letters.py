"""What staff do about dead letters."""

from datetime import datetime

from django.db.models import QuerySet

from funade.apps.outbox.enums import JobState
from funade.apps.outbox.models import Job
from funade.core.kernel.actor import Actor


def retry_dead(*, actor: Actor, job_id: int, now: datetime) -> bool:
    """Try a dead letter again, with all its attempts; False when there is no such one."""
    return bool(
        _dead(job_id).update(state=JobState.WAITING, attempts=0, run_at=now, finished_at=None)
    )


def drop_dead(*, actor: Actor, job_id: int, now: datetime) -> bool:
    """Give a dead letter up for good, emptied; its key stays known. False when there is none."""
    return bool(_dead(job_id).update(state=JobState.DROPPED, payload={}, finished_at=now))


def _dead(job_id: int) -> QuerySet[Job]:
    return Job.objects.filter(id=job_id, state=JobState.DEAD)
