"""Letters: e-mail to an address that need not be a member's, e.g. codes and invitations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from funade.apps.accounts.keyring import seal_for_house
from funade.apps.outbox.actions import enqueue
from funade.core.kernel.actor import Actor

LETTER: Final = "notices.letter"


@transaction.atomic
def write_letter(
    *, actor: Actor, address: str, subject: str, lines: Sequence[str], key: str, now: datetime
) -> None:
    """Write a letter down to be sent at once; the same ``key`` twice is one letter.

    Address and text lie in the queue sealed, and the worker empties the job when it is done.
    """
    sealed = seal_for_house({"address": address, "subject": subject, "lines": list(lines)})
    enqueue(actor=actor, kind=LETTER, key=f"{LETTER}:{key}", payload={"sealed": sealed}, run_at=now)
