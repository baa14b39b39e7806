"""Secret addresses under which a device fetches a member's calendar and news (STEALTH S-16)."""

from django.conf import settings
from django.db import models


class Feed(models.Model):
    """One device's address. Deleting the row revokes it.

    When it was last fetched is not kept: that would be a record of presence, and fetching would
    have to write (docs/alerts.md).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    label_sealed = models.TextField("端末の名前", blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token, which is shown once and kept nowhere."""
    details = models.BooleanField("内容を載せる", default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        """Listed by member."""

        indexes = (models.Index(fields=("user", "created_at")),)
