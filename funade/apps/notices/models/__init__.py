"""The notices app's tables."""

from funade.apps.notices.models.line import LineEventSeen, LineLink, LineNonce
from funade.apps.notices.models.push import PushDevice

__all__ = ["LineEventSeen", "LineLink", "LineNonce", "PushDevice"]
