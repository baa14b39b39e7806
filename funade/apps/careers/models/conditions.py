"""希望条件シート."""

from django.conf import settings
from django.db import models


class ConditionsSheet(models.Model):
    """A member's sheet as `core.conditions.sheet` writes it, sealed under their key."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="conditions_sheet"
    )
    sealed = models.TextField()
    updated_at = models.DateTimeField()
