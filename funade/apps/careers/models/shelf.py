"""What a member keeps of postings: saved ones, seen ones, hidden facilities, notes.

Each row keeps the public id beside the foreign key, so that what has vanished from the catalog
still stands in the list, as ended.
"""

from django.conf import settings
from django.db import models

from funade.apps.catalog.models import Facility, Posting


class Favourite(models.Model):
    """保存した求人."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="favourites")
    posting = models.ForeignKey(Posting, models.SET_NULL, null=True, related_name="+")
    public_id = models.CharField(max_length=12)
    at = models.DateTimeField("保存した時刻")

    class Meta:
        """Once per posting; read by member, newest first."""

        constraints = (
            models.UniqueConstraint(fields=("user", "public_id"), name="favourite_once"),
        )
        indexes = (models.Index(fields=("user", "-at")),)


class Seen(models.Model):
    """見た求人: only while the member has switched it on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seen")
    posting = models.ForeignKey(Posting, models.SET_NULL, null=True, related_name="+")
    public_id = models.CharField(max_length=12)
    at = models.DateTimeField("最後に見た時刻")

    class Meta:
        """Once per posting; read by member, newest first."""

        constraints = (models.UniqueConstraint(fields=("user", "public_id"), name="seen_once"),)
        indexes = (models.Index(fields=("user", "-at")),)


class HiddenFacility(models.Model):
    """検索結果に出さない施設. Says nothing about who sees the member; that is a `Block`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hidden_facilities"
    )
    facility = models.ForeignKey(Facility, models.SET_NULL, null=True, related_name="+")
    public_id = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        """Once per facility."""

        constraints = (
            models.UniqueConstraint(fields=("user", "public_id"), name="hidden_facility_once"),
        )


class Note(models.Model):
    """メモ: words and verdicts by hand about one posting, whether it is saved or not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes")
    posting = models.ForeignKey(Posting, models.SET_NULL, null=True, related_name="+")
    public_id = models.CharField(max_length=12)
    sealed = models.TextField()
    """``{"text": str, "verdicts": {line: [mark, reason]}}`` under the member's key."""
    at = models.DateTimeField()

    class Meta:
        """Once per posting."""

        constraints = (models.UniqueConstraint(fields=("user", "public_id"), name="note_once"),)


class ShelfChoice(models.Model):
    """What the member has switched on. Without a row: nothing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="shelf_choice"
    )
    keeps_seen = models.BooleanField("見たものを残す", default=False)
