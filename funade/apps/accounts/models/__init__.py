"""The accounts app's tables."""

from funade.apps.accounts.models.audit import AuditEvent, AuditHead
from funade.apps.accounts.models.organisation import Invitation, Membership, Organisation
from funade.apps.accounts.models.screen import Draft, Session
from funade.apps.accounts.models.user import (
    LOCK_MINUTES_MAX,
    LOCK_MINUTES_MIN,
    DataKey,
    User,
    UserManager,
)

__all__ = [
    "LOCK_MINUTES_MAX",
    "LOCK_MINUTES_MIN",
    "AuditEvent",
    "AuditHead",
    "DataKey",
    "Draft",
    "Invitation",
    "Membership",
    "Organisation",
    "Session",
    "User",
    "UserManager",
]
