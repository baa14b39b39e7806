"""The notices app's tables."""

from funade.apps.notices.models.delivery import Delivery
from funade.apps.notices.models.preferences import Preference, StopLink

__all__ = ["Delivery", "Preference", "StopLink"]
