"""Connecting a member and a LINE account, and what LINE tells us about it.

Connecting takes three steps that only one person can take: they ask for it in LINE (which gives
them a token that LINE ties to them), open it on the site freshly signed in (which makes a secret
that we tie to the member), and agree in LINE's own dialog (which brings both back by webhook).
"""

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.keyring import seal_for_house
from funade.apps.notices.actions.choose import stop_everything
from funade.apps.notices.channels.line.links import (
    NotFromLineError,
    digest_of,
    is_configured,
    lookup_of,
)
from funade.apps.notices.models import LineEventSeen, LineLink, LineNonce
from funade.apps.outbox.actions import enqueue
from funade.core.kernel.actor import Actor

if TYPE_CHECKING:
    from funade.apps.notices.channels.line.webhook import LineEvent

LINE_EVENT: Final = "notices.line_event"
NONCE_BYTES: Final = 32
NONCE_LIVES: Final = timedelta(minutes=10)
"""As long as LINE's own token."""
EVENTS_KEPT: Final = timedelta(days=30)


@transaction.atomic
def prepare_link(*, actor: Actor, user_id: int, now: datetime) -> str:
    """A new secret that ties LINE's dialog to the member; an older one dies."""
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    LineNonce.objects.update_or_create(
        user_id=user_id,
        defaults={"digest": digest_of(nonce), "expires_at": now + NONCE_LIVES},
    )
    return nonce


@transaction.atomic
def complete_link(*, actor: Actor, line_user: str, nonce: str, now: datetime) -> bool:
    """Connect the LINE account with whoever the secret was made for; it works once.

    What either side was connected with before is gone. Whether it was a living secret.
    """
    open_ones = LineNonce.objects.select_for_update()
    attempt = open_ones.filter(digest=digest_of(nonce)).first()
    if attempt is None:
        return False
    attempt.delete()
    if attempt.expires_at <= now:
        return False
    lookup = lookup_of(line_user)
    LineLink.objects.filter(lookup=lookup).exclude(user_id=attempt.user_id).delete()
    cipher = cipher_for(actor=actor, user_id=attempt.user_id, now=now)
    LineLink.objects.update_or_create(
        user_id=attempt.user_id,
        defaults={"lookup": lookup, "address": cipher.seal(line_user), "linked_at": now},
    )
    return True


@transaction.atomic
def unlink(*, actor: Actor, user_id: int) -> bool:
    """Forget the member's LINE account and every open attempt; whether there was one."""
    LineNonce.objects.filter(user_id=user_id).delete()
    gone, _ = LineLink.objects.filter(user_id=user_id).delete()
    return bool(gone)


@transaction.atomic
def unlink_account(*, actor: Actor, line_user: str) -> int | None:
    """Forget a LINE account; the id of the member it belonged to, or None."""
    row = LineLink.objects.select_for_update().filter(lookup=lookup_of(line_user)).first()
    if row is None:
        return None
    unlink(actor=actor, user_id=row.user_id)
    return row.user_id


@transaction.atomic
def stop_from_line(*, actor: Actor, line_user: str, now: datetime) -> None:
    """One word stops everything: LINE is forgotten, and no other channel goes on either."""
    user_id = unlink_account(actor=actor, line_user=line_user)
    if user_id is not None:
        stop_everything(actor=actor, user_id=user_id, now=now)


@transaction.atomic
def accept_delivery(*, actor: Actor, body: bytes, signature: str, now: datetime) -> int:
    """Write down what LINE delivered, each event once; returns how many are new.

    Raises NotFromLineError for anything that LINE has not signed. The queue holds the events
    sealed: they name a LINE user.
    """
    from funade.apps.notices.channels.line.webhook import read

    if not is_configured():
        raise NotFromLineError("LINE is not set up here")
    events = {event.id: event for event in read(body, signature)}
    known = set(
        LineEventSeen.objects.filter(event_id__in=events).values_list("event_id", flat=True)
    )
    new = [event for id, event in events.items() if id not in known]
    LineEventSeen.objects.bulk_create(
        [LineEventSeen(event_id=event.id, received_at=now) for event in new], ignore_conflicts=True
    )
    for event in new:
        _enqueue(actor, event, now)
    return len(new)


def _enqueue(actor: Actor, event: "LineEvent", now: datetime) -> None:
    """In order per LINE user: 「停止」 must not be overtaken."""
    enqueue(
        actor=actor,
        kind=LINE_EVENT,
        key=f"{LINE_EVENT}:{event.id}",
        payload={"sealed": seal_for_house(asdict(event))},
        run_at=now,
        lane=f"line:{lookup_of(event.line_user)[:32]}",
    )


def forget_events(*, actor: Actor, now: datetime) -> int:
    """Drop the ids of events too old to come again; returns how many."""
    gone, _ = LineEventSeen.objects.filter(received_at__lt=now - EVENTS_KEPT).delete()
    return gone
