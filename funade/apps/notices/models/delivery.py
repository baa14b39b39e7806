"""What was sent to a member, and what became of it."""

from django.db import models

from funade.apps.accounts.models import User
from funade.apps.notices.enums import ChannelCode, DeliveryState, Reason


class Delivery(models.Model):
    """One message on one channel, written together with its job; the member reads it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200, unique=True)
    """The outbox job's key."""
    channel = models.CharField(max_length=10, choices=ChannelCode)
    code = models.CharField(max_length=40)
    """Key of `messages.MESSAGES`."""
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.NONE, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    """What the other side called it."""
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """From when it may be sent."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Read by member, newest first."""

        indexes = (models.Index(fields=("user", "-created_at")),)
