"""The outbox's worker at a moment of the test's choice, and a channel that does as it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from funade.apps.notices.channels import Outgoing
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.handlers import HANDLERS
from funade.apps.outbox.handling import Task
from funade.apps.outbox.models import Job
from funade.apps.outbox.worker import Worker


def run_due(now: datetime) -> None:
    """Let the real worker do what is due, one batch of it."""
    Worker("test", lambda: now, timedelta(minutes=5)).run_jobs()


def run_again(now: datetime) -> None:
    """Run the handler of the only job once more, as after a worker that died before its note."""
    job = Job.objects.get()
    task = Task(job.pk, job.kind, job.key, job.payload, job.attempts + 1)
    HANDLERS[job.kind].run(task, now)


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
