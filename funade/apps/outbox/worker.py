"""One worker: what it does next, and what becomes of each attempt.

It can be killed at any instant. A job it held comes back when the lease runs out; what an atomic
handler had written is then undone, what another had sent is sent again under the same key.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from funade.apps.outbox import registry
from funade.apps.outbox.actions.beats import beat
from funade.apps.outbox.actions.claims import (
    Claim,
    ClaimLostError,
    claim,
    finish,
    give_up,
    release_expired,
    try_again,
)
from funade.apps.outbox.actions.schedules import claim_run, finish_run, introduce
from funade.apps.outbox.handling import GiveUpError, Handler, Schedule, TryAgainError
from funade.apps.outbox.policy import BATCH, wait_before
from funade.apps.outbox.queries import due_ids, due_schedules
from funade.core.kernel.actor import KEEPER

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Worker:
    """Does jobs and schedules under its own name; ``clock`` tells the time."""

    name: str
    clock: Callable[[], datetime]
    lease: timedelta
    started_at: datetime = field(init=False)
    stopping: bool = False
    """Set from outside: nothing new is begun."""

    def __post_init__(self) -> None:
        self.started_at = self.clock()

    def beat(self) -> None:
        """Say that this worker lives, and keep what it holds."""
        beat(
            actor=KEEPER,
            worker=self.name,
            started_at=self.started_at,
            lease=self.lease,
            now=self.clock(),
        )

    # --- Jobs ---------------------------------------------------------------------------------

    def run_jobs(self) -> int:
        """Attempt one batch of what is due; returns how many attempts that were."""
        release_expired(actor=KEEPER, now=self.clock())
        attempts = 0
        for job_id in due_ids(self.clock(), registry.urgent_kinds(), BATCH):
            if self.stopping:
                break
            taken = claim(
                actor=KEEPER,
                job_id=job_id,
                worker=self.name,
                lease=self.lease,
                now=self.clock(),
            )
            if taken:
                self._attempt(taken)
                attempts += 1
        return attempts

    def _attempt(self, taken: Claim) -> None:
        try:
            self._settle(taken)
        except ClaimLostError:
            # Too slow: the others have the job, and what this attempt did stands or is undone.
            logger.warning("a lease ran out", extra={"facts": {"kind": taken.task.kind}})

    def _settle(self, taken: Claim) -> None:
        """Do the work, and write down how it ended."""
        task = taken.task
        handler = registry.handlers().get(task.kind)
        if handler is None:
            reason = f"「{task.kind}」を扱うプログラムがありません"
            give_up(actor=KEEPER, claim=taken, reason=reason, now=self.clock())
            return
        try:
            self._work(handler, taken)
        except GiveUpError as error:
            give_up(actor=KEEPER, claim=taken, reason=str(error), now=self.clock())
        except TryAgainError as error:
            self._later(taken, str(error), error.after)
        except ClaimLostError:
            raise
        except Exception as error:  # noqa: BLE001  (one bad job must not stop the others)
            _report(error, "job", task.kind)
            self._later(taken, type(error).__name__, None)

    def _work(self, handler: Handler, taken: Claim) -> None:
        if not handler.atomic:
            handler.run(taken.task, self.clock())
            finish(actor=KEEPER, claim=taken, now=self.clock())
            return
        with transaction.atomic():
            handler.run(taken.task, self.clock())
            finish(actor=KEEPER, claim=taken, now=self.clock())

    def _later(self, taken: Claim, reason: str, after: timedelta | None) -> None:
        now = self.clock()
        wait = wait_before(taken.task.attempt, taken.task.id) if after is None else after
        try_again(actor=KEEPER, claim=taken, reason=reason, at=now + wait, now=now)

    # --- Schedules ----------------------------------------------------------------------------

    def run_schedules(self) -> int:
        """Run what has come round; returns how many were run."""
        ran = 0
        known = registry.schedules()
        for name, due_at in due_schedules(list(known), self.clock()).items():
            if self.stopping:
                break
            if due_at is None:
                introduce(actor=KEEPER, schedule=known[name], now=self.clock())
            ran += self._run_schedule(known[name])
        return ran

    def _run_schedule(self, schedule: Schedule) -> bool:
        due_at = claim_run(
            actor=KEEPER,
            name=schedule.name,
            worker=self.name,
            lease=self.lease,
            now=self.clock(),
        )
        if due_at is None:
            return False
        error = ""
        try:
            schedule.run(self.clock())
        except (GiveUpError, TryAgainError) as told:
            error = str(told)
            logger.warning("schedule: %s", error, extra={"facts": {"kind": schedule.name}})
        except Exception as unexpected:  # noqa: BLE001  (one must not stop the others)
            error = type(unexpected).__name__
            _report(unexpected, "schedule", schedule.name)
        finish_run(
            actor=KEEPER,
            schedule=schedule,
            due_at=due_at,
            worker=self.name,
            error=error,
            now=self.clock(),
        )
        return True


def _report(error: Exception, what: str, kind: str) -> None:
    """Log the type and the place. What the error says may name somebody (STEALTH S-26)."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    facts = {
        "kind": kind,
        "error": type(error).__name__,
        "where": f"{Path(last.filename).name}:{last.lineno}",
    }
    logger.error("an attempt failed: %s", what, extra={"facts": facts})
