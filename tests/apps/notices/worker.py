"""A worker of one process that never dies by itself, and a channel that does as it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from funade.apps.notices.channels import Outgoing
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.handlers import HANDLERS
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.handling import GiveUpError, Task, TryAgainError
from funade.apps.outbox.models import Job


def run_due(now: datetime) -> None:
    """Do every job that is due, once."""
    due = Job.objects.filter(state=JobState.WAITING, run_at__lte=now)
    for job in due.order_by("pk"):
        run_once(job, now)


def run_once(job: Job, now: datetime) -> None:
    """One try, with what the real worker makes of it."""
    job.attempts += 1
    task = Task(job.pk, job.kind, job.key, job.payload, job.attempts)
    try:
        HANDLERS[job.kind].run(task, now)
    except TryAgainError as error:
        job.run_at = now + (error.after or timedelta(minutes=1))
        job.last_error = str(error)
    except GiveUpError as error:
        job.state, job.last_error = JobState.DEAD, str(error)
    else:
        job.state = JobState.DONE
    job.save()


@dataclass
class FakeChannel:
    """Reaches whom it is told to, and fails as it is told."""

    code: ChannelCode
    reached: set[int] = field(default_factory=set)
    sent: list[Outgoing] = field(default_factory=list)
    fail: Callable[[], Exception] | None = None

    def reaches(self, user_id: int) -> bool:
        return user_id in self.reached

    def send(self, message: Outgoing) -> str:
        if self.fail is not None:
            raise self.fail()
        self.sent.append(message)
        return f"fake-{len(self.sent)}"
