"""Which browsers want to be told."""

from django.db import models

from funade.apps.accounts.models import User


class PushDevice(models.Model):
    """A browser's subscription. Who holds it could write to the browser, so it is sealed."""

    user = models.ForeignKey(User, models.CASCADE, related_name="push_devices")
    lookup = models.CharField(max_length=64, unique=True)
    """Keyed hash of the endpoint: one browser tells one member."""
    sealed = models.TextField()
    """Endpoint, keys and the device's name under the member's own key."""
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_topic = models.CharField(max_length=32, blank=True)
    """Of the message it was sent last, so that a repeat for its neighbours leaves it out."""
