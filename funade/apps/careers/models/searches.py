"""Saved searches, and the postings they have brought."""

from django.conf import settings
from django.db import models

from funade.apps.careers.enums import AlertReason
from funade.apps.catalog.models import Posting
from funade.apps.notices.enums import Pace


class SavedSearch(models.Model):
    """保存した条件: the address of a search. To change its conditions is to save another one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    params = models.TextField("条件")
    """Canonical, as `core.search.url.to_params` writes it. In clear, because every changed posting
    is held against all of them."""
    name_sealed = models.TextField("名前", blank=True)
    """What the member calls it, under their key; "" for a search without a name of its own."""
    pace = models.CharField("知らせる間隔", max_length=10, choices=Pace, default=Pace.AT_ONCE)
    paused = models.BooleanField("休止", default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    """Workers that hold all searches in memory follow the changes by it."""

    class Meta:
        """Listed by member; followed by time of change."""

        indexes = (
            models.Index(fields=("user", "created_at")),
            models.Index(fields=("updated_at", "id")),
        )


class Alert(models.Model):
    """That a posting, as it stood at a version, matched a saved search."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="alerts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="alerts")
    """The search's owner, once more: what is read most asks by member."""
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    """How many of its statements had changed since it was first published."""
    reason = models.CharField(max_length=10, choices=AlertReason)
    at = models.DateTimeField()
    seen_at = models.DateTimeField("見た時刻", null=True)
    told_at = models.DateTimeField("知らせた時刻", null=True)
    """When it was counted in a message, whether or not one could be sent."""

    class Meta:
        """Once per version; listed by member; collected for telling."""

        constraints = (
            models.UniqueConstraint(fields=("search", "posting", "version"), name="alert_once"),
        )
        indexes = (
            models.Index(fields=("user", "-at")),
            models.Index(fields=("search", "-at")),
            models.Index(
                fields=("user",), condition=models.Q(told_at__isnull=True), name="alert_untold"
            ),
        )
