"""The check of a licence: the picture while it is needed, and the record that stays."""

from django.db import models

from funade.apps.accounts.models import User


class LicencePicture(models.Model):
    """A member's licence as a redrawn JPEG, sealed under their key; at most one per member.

    Stands in the database so that it goes with the row, the key and the backup's age.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    public_id = models.CharField(max_length=32, unique=True)
    content = models.BinaryField()
    covered_at = models.DateTimeField()
    """When the member confirmed that what must not be collected is covered."""
    checker = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    """Who has taken it up; nobody else can open it."""
    taken_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    delete_on = models.DateTimeField()

    class Meta:
        """Found by the day it must go."""

        indexes = (models.Index(fields=("delete_on",)),)


class LicenceCheck(models.Model):
    """One check as it was recorded. Rows are added, never changed."""

    user = models.ForeignKey(User, models.CASCADE, related_name="licence_checks")
    at = models.DateTimeField()
    method = models.CharField("方法", max_length=20)
    """A code of CHECK_METHODS."""
    result = models.CharField("結果", max_length=20)
    """A code of CHECK_RESULTS."""
    sealed = models.TextField()
    """JSON: ``compared`` (field → value at that time) and ``note``, under the member's key."""
    checker = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    checker_name = models.CharField(max_length=100)
    """Copied, because the member has a right to read who it was."""
    organisation = models.CharField(max_length=200)

    class Meta:
        """Read by member, newest first."""

        indexes = (models.Index(fields=("user", "-at")),)
