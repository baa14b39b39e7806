"""A workbench for outbox tests: a clock that is turned by hand, and handlers made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from funade.apps.outbox import registry
from funade.apps.outbox.actions import enqueue
from funade.apps.outbox.handling import Handler, Schedule, Task
from funade.apps.outbox.models import Job
from funade.apps.outbox.worker import Worker
from tests.factories.accounts import NOW, TESTER

LEASE = timedelta(seconds=60)


class Killed(BaseException):
    """kill -9, as far as one process can play it: nothing after it runs."""


@dataclass
class Bench:
    """Everything a test of the worker turns and reads."""

    now: datetime = NOW
    done: list[str] = field(default_factory=list)
    """Keys, in the order in which handlers completed."""
    handlers: dict[str, Handler] = field(default_factory=dict)
    schedules: dict[str, Schedule] = field(default_factory=dict)

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(registry, "handlers", lambda: self.handlers)
        monkeypatch.setattr(registry, "schedules", lambda: self.schedules)
        monkeypatch.setattr(registry, "urgent_kinds", self._urgent)

    def _urgent(self) -> frozenset[str]:
        return frozenset(kind for kind, handler in self.handlers.items() if handler.urgent)

    def worker(self, name: str = "w1") -> Worker:
        return Worker(name, lambda: self.now, LEASE)

    def handle(
        self,
        kind: str,
        act: Callable[[Task], None] = lambda task: None,
        *,
        atomic: bool = False,
        urgent: bool = False,
    ) -> None:
        """Take jobs of ``kind``; what has completed stands in ``done``."""

        def run(task: Task, now: datetime) -> None:
            act(task)
            self.done.append(task.key)

        self.handlers[kind] = Handler(run, atomic=atomic, urgent=urgent)

    def add(
        self,
        key: str,
        *,
        kind: str = "test.do",
        lane: str = "",
        after: timedelta = timedelta(),
        payload: Mapping[str, Any] | None = None,
    ) -> None:
        enqueue(
            actor=TESTER,
            kind=kind,
            key=key,
            payload=payload or {},
            run_at=self.now + after,
            lane=lane,
        )

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)

    def job(self, key: str) -> Job:
        return Job.objects.get(key=key)
