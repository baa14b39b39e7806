"""Locking and unlocking a screen, and keeping what was half written on it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.models import Draft, Session, User
from funade.core.kernel.actor import Actor

DRAFTS_MOST: Final = 5
DRAFTS_KEPT: Final = timedelta(days=7)


def touch_screen(*, actor: Actor, session_key: str, now: datetime) -> None:
    """Note that somebody is there. A locked screen stays locked."""
    Session.objects.filter(session_key=session_key, locked_at=None).update(seen_at=now)


def lock_screen(*, actor: Actor, session_key: str, now: datetime) -> None:
    """Lock one session; the moment of the first lock counts."""
    Session.objects.filter(session_key=session_key, locked_at=None).update(locked_at=now)


def unlock_screen(*, actor: Actor, session_key: str, proof_at: datetime, now: datetime) -> bool:
    """Open a session whose owner proved at `proof_at` who they are; whether it is open now.

    A proof from before the lock opens nothing, also when the lock comes in between.
    """
    locked_before = Session.objects.filter(session_key=session_key, locked_at__lt=proof_at)
    return bool(locked_before.update(locked_at=None, seen_at=now))


def choose_screen(*, actor: Actor, user_id: int, lock_minutes: int, exit_to: str) -> None:
    """The member's own choice of when it locks and where 「離れる」 leads."""
    User.objects.filter(pk=user_id).update(
        lock_minutes=lock_minutes, exit_to=exit_to, exit_shown=True
    )


@dataclass(frozen=True, slots=True)
class DraftContent:
    """A form as it stood: where, under which title, and its fields in order."""

    path: str
    title: str
    fields: Sequence[tuple[str, str]]


@transaction.atomic
def keep_draft(*, actor: Actor, user_id: int, content: DraftContent, now: datetime) -> None:
    """Keep a form's content sealed, instead of what was kept of the same page before.

    At most DRAFTS_MOST per member, none older than DRAFTS_KEPT.
    """
    cipher = cipher_for(actor=actor, user_id=user_id, now=now)
    Draft.objects.update_or_create(
        user_id=user_id,
        place=_place(user_id, content.path),
        defaults={"sealed": cipher.seal(asdict(content)), "saved_at": now},
    )
    mine = Draft.objects.filter(user_id=user_id).order_by("-saved_at", "-pk")
    too_many = list(mine.values_list("pk", flat=True)[DRAFTS_MOST:])
    mine.filter(pk__in=too_many).delete()
    purge_drafts(actor=actor, now=now)


def drop_draft(*, actor: Actor, user_id: int, draft_id: int) -> None:
    """Forget one draft of this member; nothing when it is not theirs."""
    Draft.objects.filter(user_id=user_id, pk=draft_id).delete()


def purge_drafts(*, actor: Actor, now: datetime) -> int:
    """Forget what is older than DRAFTS_KEPT; returns how many."""
    gone, _ = Draft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    return gone


def _place(user_id: int, path: str) -> str:
    return sha256(f"{user_id}:{path}".encode()).hexdigest()
