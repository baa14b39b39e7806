"""Telling a member something, on the channels they chose."""

from datetime import datetime

from django.db import transaction

from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.messages import Notice, stored
from funade.apps.outbox.actions import enqueue
from funade.core.kernel.actor import Actor

SEND = "notices.send"


@transaction.atomic
def notify(*, actor: Actor, user_id: int, notice: Notice, key: str, now: datetime) -> None:
    """Write down one job per channel; the same ``key`` twice is one message.

    Call it in the transaction that makes the message necessary.
    """
    for code, channel in CHANNELS.items():
        if channel.reaches(user_id):
            enqueue(
                actor=actor,
                kind=SEND,
                key=f"{SEND}:{key}:{code}",
                payload={"user": user_id, "channel": code, **stored(notice)},
                run_at=now,
                lane=f"{SEND}:{user_id}:{code}",
            )
