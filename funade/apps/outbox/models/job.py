"""What is still to be done."""

from django.db import models
from django.db.models import Q

from funade.apps.outbox.enums import JobState


class Job(models.Model):
    """Work written down in the transaction that made it necessary."""

    kind = models.CharField(max_length=60)
    """Which handler: ``app.verb``."""
    key = models.CharField(max_length=200, unique=True)
    """The same work is written down once, however often it is asked for. Also the retry key."""
    lane = models.CharField(max_length=100, blank=True)
    """Jobs of one lane run one at a time and in order; "" is no lane."""
    payload = models.JSONField(default=dict)
    """Ids and codes only: nothing personal lies in the queue. Emptied when the job is over."""
    run_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    claimed_by = models.CharField(max_length=100, blank=True)
    claimed_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Claimed by what is due; of one lane never two at a time."""

        indexes = (
            models.Index(fields=("state", "run_at")),
            models.Index(fields=("lane", "state", "id")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("lane",),
                condition=Q(state=JobState.CLAIMED) & ~Q(lane=""),
                name="outbox_lane_claimed_once",
            ),
        )


class Heartbeat(models.Model):
    """That a worker lives."""

    worker = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()


class ScheduleRun(models.Model):
    """When a schedule ran last and is due next, and who is at it."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=100, blank=True)
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
