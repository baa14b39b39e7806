"""The careers app's choices."""

from django.db.models import TextChoices


class AlertReason(TextChoices):
    """Why a posting is news."""

    NEW = "new", "新着"
    CHANGED = "changed", "変更"
