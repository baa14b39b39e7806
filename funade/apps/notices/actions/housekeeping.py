"""Keeping the log honest and short."""

from datetime import datetime

from funade.apps.notices.enums import DeliveryState, Reason
from funade.apps.notices.models import Delivery
from funade.apps.notices.queries import KEPT
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.models import Job
from funade.core.kernel.actor import Actor


def prune_log(*, actor: Actor, now: datetime) -> int:
    """Remove what is older than the log reaches back; returns how many lines."""
    gone, _ = Delivery.objects.filter(created_at__lt=now - KEPT).delete()
    return gone


def close_dead(*, actor: Actor, now: datetime) -> int:
    """Say in the log what the worker has given up; returns how many lines.

    Looks before it writes: on SQLite the lock is not queued for, so among busy writers even an
    UPDATE of nothing may wait in vain.
    """
    dead = Job.objects.filter(state__in=(JobState.DEAD, JobState.DROPPED)).values("key")
    open_ = Delivery.objects.filter(state__in=(DeliveryState.WAITING, DeliveryState.TRYING))
    given_up = open_.filter(key__in=dead)
    if not given_up.exists():
        return 0
    return given_up.update(state=DeliveryState.FAILED, reason=Reason.REFUSED, finished_at=now)
