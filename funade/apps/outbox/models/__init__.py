"""The outbox's tables."""

from funade.apps.outbox.models.job import Heartbeat, Job, ScheduleRun

__all__ = ["Heartbeat", "Job", "ScheduleRun"]
