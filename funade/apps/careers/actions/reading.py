"""Reading somebody else's profile, which is an act: it is written down before it is done.

There is no other way to a profile than this one and `queries.profile.own_profile`, so reads by
others and rows of the audit trail are the same number (STEALTH S-23).
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from funade.apps.accounts.access import Seat
from funade.apps.accounts.actions.audit import record_access
from funade.apps.careers.queries.profile import own_profile
from funade.core.kernel.actor import user_actor
from funade.core.profile.phone import may_call
from funade.core.profile.profile import Profile

REGISTERED: Final = "careers.PhysicianProfile.sealed:"
"""Prefix of the names under which the register knows the sealed fields."""
_FIELDS: Final = {field.name for field in fields(Profile)} - {"answered"}


class PurposeMissingError(ValueError):
    """Nobody reads personal data without saying what for."""


@transaction.atomic
def profile_for_staff(
    *, reader: Seat, user_id: int, wanted: Sequence[str], purpose: str, now: datetime
) -> dict[str, Any]:
    """Some fields of a member's profile, for somebody entitled to them.

    The audit row comes first and in the same transaction: if it cannot be written nothing is
    read (S-27). The caller has checked that ``reader`` may see this member. A phone number is
    left out outside the hours its owner agreed to (S-17). Raises PurposeMissingError, KeyError
    for a field that does not exist.
    """
    if not purpose.strip():
        raise PurposeMissingError("a purpose must be stated")
    if unknown := set(wanted) - _FIELDS:
        raise KeyError(f"no such fields: {sorted(unknown)}")
    note_reading(reader, user_id, [REGISTERED + name for name in wanted], purpose, now)
    profile = own_profile(user_id)
    hidden = set() if may_call(profile, now) else {"phone"}
    return {name: getattr(profile, name) for name in wanted if name not in hidden}


def note_reading(
    reader: Seat, user_id: int, names: Sequence[str], purpose: str, now: datetime
) -> None:
    """One row of the audit trail, in the caller's transaction; raises when it cannot be written."""
    record_access(
        actor=user_actor(reader.user_id),
        subject_id=user_id,
        reader_id=reader.user_id,
        act="read",
        fields=names,
        purpose=purpose.strip(),
        now=now,
    )
