"""Links that stop everything without signing in (RFC 8058)."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.utils.crypto import salted_hmac

from funade.apps.notices.actions.choose import stop_everything
from funade.apps.notices.models import StopLink
from funade.apps.notices.queries import owner_of_stop_link
from funade.core.kernel.actor import Actor


def stop_token(*, actor: Actor, user_id: int, now: datetime) -> str:
    """The secret of a member's link: 256 bits in hexadecimal.

    Hexadecimal on purpose: letters drawn at random would spell a banned word one day, and the
    letter around it would be held back.
    """
    row = StopLink.objects.filter(user_id=user_id).order_by("-pk").first()
    if row is not None and _digest(_token(row.seed)) == row.digest:
        return _token(row.seed)
    seed = secrets.token_hex(32)
    StopLink.objects.create(
        user_id=user_id, seed=seed, digest=_digest(_token(seed)), created_at=now
    )
    return _token(seed)


def stop_by_link(*, actor: Actor, token: str, now: datetime) -> None:
    """Stop everything for whoever the link belongs to; nothing tells whether it was anybody."""
    user_id = owner_of_stop_link(token)
    if user_id is not None:
        stop_everything(actor=actor, user_id=user_id, now=now)


def revoke_stop_links(*, actor: Actor, user_id: int) -> None:
    """Make every link of a member worthless, e.g. after a mail was passed on."""
    StopLink.objects.filter(user_id=user_id).delete()


def _token(seed: str) -> str:
    return salted_hmac("funade.notices.stop", seed, algorithm="sha256").hexdigest()


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
