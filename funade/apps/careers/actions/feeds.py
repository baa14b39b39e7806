"""Secret addresses for calendar programs and feed readers."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.http import Http404

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.models import User
from funade.apps.careers.models import Feed
from funade.core.kernel.actor import Actor

MOST: Final = 10
"""Devices of one member."""
LABEL_LENGTH: Final = 30
_BYTES: Final = 32


class NoFeedError(ValueError):
    """No address was made; the message, in Japanese, says why and what to do."""


@transaction.atomic
def make_feed(*, actor: Actor, user_id: int, label: str, now: datetime) -> str:
    """Make an address for one device; returns its token, which is kept nowhere.

    Raises NoFeedError beyond `MOST`.
    """
    User.objects.select_for_update().get(pk=user_id)  # one at a time, so that the limit holds
    if Feed.objects.filter(user_id=user_id).count() >= MOST:
        raise NoFeedError(f"アドレスは{MOST}件までです。使わないものを止めてから作ってください。")
    token = secrets.token_urlsafe(_BYTES)
    label = " ".join(label.split())[:LABEL_LENGTH]
    sealed = cipher_for(actor=actor, user_id=user_id, now=now).seal(label) if label else ""
    Feed.objects.create(
        user_id=user_id,
        label_sealed=sealed,
        token_digest=digest_of(token),
        created_at=now,
        updated_at=now,
    )
    return token


@transaction.atomic
def show_details(*, actor: Actor, user_id: int, feed_id: int, details: bool, now: datetime) -> None:
    """Let a feed say what its entries are, or stop it; 404 if it is not the member's."""
    mine = Feed.objects.filter(user_id=user_id, pk=feed_id)
    if not mine.update(details=details, updated_at=now):
        raise Http404


@transaction.atomic
def revoke_feed(*, actor: Actor, user_id: int, feed_id: int) -> None:
    """End an address: the next request finds nothing. 404 if it is not the member's."""
    gone, _ = Feed.objects.filter(user_id=user_id, pk=feed_id).delete()
    if not gone:
        raise Http404


def digest_of(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so a plain hash cannot be reversed."""
    return sha256(token.encode()).hexdigest()
