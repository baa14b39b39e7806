"""Which member has connected which LINE account."""

from django.db import models

from funade.apps.accounts.models import User


class LineLink(models.Model):
    """One member, one LINE account. The account's id is personal: sealed, and found by a hash."""

    user = models.OneToOneField(User, models.CASCADE, related_name="line_link")
    lookup = models.CharField(max_length=64, unique=True)
    """Keyed hash of the LINE user id: one LINE account belongs to one member at a time."""
    address = models.TextField()
    """The LINE user id under the member's own key."""
    linked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    """When LINE last took a message for this member."""
    sent_key = models.CharField(max_length=36, blank=True)
    """The retry key of that message, so that its repetition is not taken for another one."""


class LineNonce(models.Model):
    """An open attempt to connect; only the digest of its secret is kept, and one per member."""

    user = models.OneToOneField(User, models.CASCADE, related_name="line_nonce")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()


class LineEventSeen(models.Model):
    """That a webhook event has been taken: LINE may deliver it again."""

    event_id = models.CharField(max_length=64, primary_key=True)
    received_at = models.DateTimeField(db_index=True)
