"""Writing work down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from funade.apps.outbox.models import Job
from funade.core.kernel.actor import Actor


def enqueue(
    *,
    actor: Actor,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    run_at: datetime,
    lane: str = "",
) -> None:
    """Write one job down in the running transaction; a key that is known changes nothing.

    Call it in the transaction that makes the work necessary: both are stored, or neither.
    ``payload`` holds ids and codes, nothing personal.
    """
    Job.objects.bulk_create(
        [
            Job(
                kind=kind,
                key=key,
                lane=lane,
                payload=dict(payload),
                run_at=run_at,
                created_at=run_at,
            )
        ],
        ignore_conflicts=True,
    )
