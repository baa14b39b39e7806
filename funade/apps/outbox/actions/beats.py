"""Saying that a worker lives."""

from datetime import datetime, timedelta

from funade.apps.outbox.actions.claims import renew_claims
from funade.apps.outbox.actions.schedules import renew_runs
from funade.apps.outbox.models import Heartbeat
from funade.apps.outbox.policy import FORGOTTEN_AFTER
from funade.core.kernel.actor import Actor


def beat(
    *, actor: Actor, worker: str, started_at: datetime, lease: timedelta, now: datetime
) -> None:
    """One heartbeat: leases are renewed, and workers long silent are forgotten.

    Not one transaction: each step stands for itself, and none may hold the others up.
    """
    Heartbeat.objects.bulk_create(
        [Heartbeat(worker=worker, started_at=started_at, seen_at=now)],
        update_conflicts=True,
        unique_fields=["worker"],
        update_fields=["seen_at"],
    )
    renew_claims(actor=actor, worker=worker, until=now + lease)
    renew_runs(actor=actor, worker=worker, until=now + lease)
    Heartbeat.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
