"""Ending an account, and being told so: a stranger at the keyboard must not do it unnoticed."""

from datetime import datetime

from django.db import transaction

from funade.apps.accounts.actions import leaving
from funade.apps.notices.actions.notify import notify
from funade.apps.notices.messages import AccountChanged
from funade.core.kernel.actor import Actor


@transaction.atomic
def ask_to_be_deleted(*, actor: Actor, user_id: int, grace_days: int, now: datetime) -> datetime:
    """Set the moment of deletion, and tell the member on their channels; returns the moment."""
    moment = leaving.ask_to_be_deleted(actor=actor, user_id=user_id, grace_days=grace_days, now=now)
    key = f"deletion-set:{user_id}:{now:%Y%m%d%H%M%S}"
    notify(actor=actor, user_id=user_id, notice=AccountChanged("deletion-set"), key=key, now=now)
    return moment


@transaction.atomic
def stay(*, actor: Actor, user_id: int, now: datetime) -> None:
    """Take the wish back, and tell the member."""
    leaving.stay(actor=actor, user_id=user_id)
    key = f"deletion-cancelled:{user_id}:{now:%Y%m%d%H%M%S}"
    notify(
        actor=actor, user_id=user_id, notice=AccountChanged("deletion-cancelled"), key=key, now=now
    )
