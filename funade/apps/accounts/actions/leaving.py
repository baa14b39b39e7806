"""Deleting an account: asked for, waited for, done (STEALTH S-29)."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from funade.apps.accounts.actions.keys import destroy_key
from funade.apps.accounts.models import User
from funade.apps.accounts.sections import sections
from funade.core.kernel.actor import Actor

GRACE_DAYS: Final = (7, 0)
"""What a member can choose; the first is the default."""


@transaction.atomic
def ask_to_be_deleted(*, actor: Actor, user_id: int, grace_days: int, now: datetime) -> datetime:
    """Set the moment of deletion; returns it. With no grace the worker acts within a minute."""
    if grace_days not in GRACE_DAYS:
        raise ValueError(f"no such grace: {grace_days}")
    moment = now + timedelta(days=grace_days)
    User.objects.filter(pk=user_id).update(delete_on=moment)
    return moment


@transaction.atomic
def stay(*, actor: Actor, user_id: int) -> None:
    """Take the wish to be deleted back."""
    User.objects.filter(pk=user_id).update(delete_on=None)


def delete_due(*, actor: Actor, now: datetime) -> int:
    """Forget everybody whose moment has come; returns how many."""
    due = User.objects.filter(delete_on__lte=now).order_by("pk")
    ids = list(due.values_list("pk", flat=True))
    for user_id in ids:
        forget(actor=actor, user_id=user_id)
    return len(ids)


@transaction.atomic
def forget(*, actor: Actor, user_id: int) -> None:
    """Remove a member: the key first, so that even what a copy still holds is unreadable.

    Their rows, sessions included, go with the user's row.
    """
    destroy_key(actor=actor, user_id=user_id)
    for section in sections():
        if section.forget is not None:
            section.forget(user_id)
    User.objects.filter(pk=user_id).delete()
