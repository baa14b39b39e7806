"""The notices app's tables."""

from funade.apps.notices.models.delivery import Delivery
from funade.apps.notices.models.line import LineEventSeen, LineLink, LineNonce
from funade.apps.notices.models.preferences import Preference, StopLink
from funade.apps.notices.models.push import PushDevice

__all__ = [
    "Delivery",
    "LineEventSeen",
    "LineLink",
    "LineNonce",
    "Preference",
    "PushDevice",
    "StopLink",
]
