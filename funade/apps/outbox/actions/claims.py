"""Taking jobs, settling them, and giving back what a dead worker held.

A claim is a conditional UPDATE: whoever changes the row has the job, on both engines and without
row locks. Settling asks again whose job it is, so that a worker that was thought dead and comes
back late changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from funade.apps.outbox.enums import JobState
from funade.apps.outbox.handling import Task
from funade.apps.outbox.models import Job
from funade.apps.outbox.policy import MAX_ATTEMPTS
from funade.apps.outbox.queries import claimable, expired_claims
from funade.core.kernel.actor import Actor

REASON_LENGTH = 500
STOPPED = "作業プログラムが途中で止まりました"


class ClaimLostError(Exception):
    """The job is no longer this worker's: its lease ran out and others have taken it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do one attempt of one job."""

    task: Task
    worker: str


def claim(
    *, actor: Actor, job_id: int, worker: str, lease: timedelta, now: datetime
) -> Claim | None:
    """Take one job for ``lease``; None when it is taken, or no longer the first of its lane."""
    try:
        with transaction.atomic():
            taken = (
                claimable(now)
                .order_by()
                .filter(id=job_id)
                .update(
                    state=JobState.CLAIMED,
                    attempts=F("attempts") + 1,
                    claimed_by=worker,
                    claimed_until=now + lease,
                )
            )
    except IntegrityError:  # another job of the lane was taken in the same moment
        return None
    if not taken:
        return None
    row = Job.objects.get(id=job_id)
    return Claim(Task(row.id, row.kind, row.key, row.payload, row.attempts), worker)


def finish(*, actor: Actor, claim: Claim, now: datetime) -> None:
    """The job is done. Raises ClaimLostError."""
    _settle(claim, state=JobState.DONE, payload={}, last_error="", finished_at=now)


def try_again(*, actor: Actor, claim: Claim, reason: str, at: datetime, now: datetime) -> None:
    """Once more at ``at``; the last attempt goes to the dead letters. Raises ClaimLostError."""
    if claim.task.attempt >= MAX_ATTEMPTS:
        give_up(actor=actor, claim=claim, reason=reason, now=now)
    else:
        _settle(claim, state=JobState.WAITING, run_at=at, last_error=reason[:REASON_LENGTH])


def give_up(*, actor: Actor, claim: Claim, reason: str, now: datetime) -> None:
    """To the dead letters, with what it held, for a human to look at. Raises ClaimLostError."""
    _settle(claim, state=JobState.DEAD, last_error=reason[:REASON_LENGTH], finished_at=now)


def _settle(claim: Claim, **columns: Any) -> None:
    mine = Job.objects.filter(
        id=claim.task.id,
        state=JobState.CLAIMED,
        claimed_by=claim.worker,
        attempts=claim.task.attempt,
    )
    if not mine.update(claimed_by="", claimed_until=None, **columns):
        raise ClaimLostError(f"job {claim.task.id}")


def renew_claims(*, actor: Actor, worker: str, until: datetime) -> int:
    """Keep what a living worker holds; how many jobs that is."""
    mine = Job.objects.filter(state=JobState.CLAIMED, claimed_by=worker)
    return mine.update(claimed_until=until)


def release_expired(*, actor: Actor, now: datetime) -> int:
    """Give back what dead workers held. A job that has stopped every worker is given up."""
    ids = expired_claims(now)
    if not ids:
        return 0
    expired = Job.objects.filter(id__in=ids, state=JobState.CLAIMED, claimed_until__lt=now)
    free: dict[str, Any] = {"claimed_by": "", "claimed_until": None, "last_error": STOPPED}
    with transaction.atomic():
        buried = expired.filter(attempts__gte=MAX_ATTEMPTS).update(
            state=JobState.DEAD, finished_at=now, **free
        )
        return buried + expired.update(state=JobState.WAITING, **free)
