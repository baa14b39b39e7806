"""Who has looked at whose data (STEALTH S-23)."""

from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """One act on a member's personal data, chained to the one before by its hash.

    Plain numbers instead of foreign keys: the record outlives the rows it speaks of. Names of
    staff are copied, because the member has a right to read who it was.
    """

    seq = models.BigIntegerField(primary_key=True)
    """1, 2, 3, … without gaps, so that a missing row shows."""
    at = models.DateTimeField()
    subject = models.BigIntegerField("見られた会員")
    """User id of the member whose data it was."""
    reader = models.BigIntegerField("見た人", null=True)
    """User id; None for the system."""
    reader_name = models.CharField(max_length=100)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=40)
    """What was done: `core.privacy` names the acts."""
    fields = models.JSONField(default=list)
    """Names of the personal fields that were seen, as in the registry."""
    purpose = models.CharField(max_length=200, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 over the row and the digest before it."""

    class Meta:
        """Read by member, newest first."""

        indexes = (models.Index(fields=("subject", "-seq")),)


class AuditHead(models.Model):
    """The end of the chain: tells when its last rows are missing, and is what writers wait for."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        """One row."""

        constraints = (models.CheckConstraint(condition=Q(id=1), name="audit_head_once"),)
