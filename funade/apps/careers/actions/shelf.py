"""Keeping postings, facilities and notes for a member; all of it says the same twice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.careers.actions.blocks import block_facility
from funade.apps.careers.models import Favourite, HiddenFacility, Note, Seen, ShelfChoice
from funade.apps.careers.queries.shelf import keeps_seen
from funade.apps.catalog.enums import PostingStatus
from funade.apps.catalog.models import Facility, Posting
from funade.core.conditions.judge import Mark
from funade.core.conditions.lines import BY_CODE
from funade.core.kernel.actor import Actor

MOST_SAVED: Final = 500
MOST_SEEN: Final = 200
MOST_HIDDEN: Final = 500
MOST_TEXT: Final = 2_000
MOST_REASON: Final = 100


def _posting(public_id: str) -> int | None:
    """The number of a posting anybody may have seen."""
    rows = Posting.objects.filter(public_id=public_id).exclude(status=PostingStatus.DRAFT)
    return rows.values_list("pk", flat=True).first()


@transaction.atomic
def save_posting(*, actor: Actor, user_id: int, public_id: str, now: datetime) -> bool:
    """Keep a posting; False if there is none such, or no room."""
    posting = _posting(public_id)
    if posting is None or Favourite.objects.filter(user_id=user_id).count() >= MOST_SAVED:
        return False
    Favourite.objects.get_or_create(
        user_id=user_id, public_id=public_id, defaults={"posting_id": posting, "at": now}
    )
    return True


def drop_posting(*, actor: Actor, user_id: int, public_id: str) -> bool:
    """Keep it no longer; the note about it stays. Whether it was kept."""
    gone, _ = Favourite.objects.filter(user_id=user_id, public_id=public_id).delete()
    return bool(gone)


@transaction.atomic
def hide_facility(*, actor: Actor, user_id: int, public_id: str, now: datetime) -> bool:
    """Leave a facility out of this member's lists; False if there is none such, or no room."""
    facility = Facility.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if facility is None or HiddenFacility.objects.filter(user_id=user_id).count() >= MOST_HIDDEN:
        return False
    HiddenFacility.objects.get_or_create(
        user_id=user_id, public_id=public_id, defaults={"facility_id": facility, "at": now}
    )
    return True


def show_facility(*, actor: Actor, user_id: int, public_id: str) -> bool:
    """Show a facility again. Whether it was hidden."""
    gone, _ = HiddenFacility.objects.filter(user_id=user_id, public_id=public_id).delete()
    return bool(gone)


@transaction.atomic
def remember_seen(*, actor: Actor, user_id: int, public_id: str, now: datetime) -> bool:
    """Note that a posting was opened, if the member wants that; the oldest make room."""
    if not keeps_seen(user_id):
        return False
    posting = _posting(public_id)
    if posting is None:
        return False
    Seen.objects.update_or_create(
        user_id=user_id, public_id=public_id, defaults={"posting_id": posting, "at": now}
    )
    rows = Seen.objects.filter(user_id=user_id).order_by("-at", "-pk")
    old = list(rows.values_list("pk", flat=True)[MOST_SEEN : MOST_SEEN + 50])
    Seen.objects.filter(pk__in=old).delete()
    return True


@transaction.atomic
def choose_seen(*, actor: Actor, user_id: int, on: bool) -> None:
    """Switch the history on or off; off forgets what there is."""
    ShelfChoice.objects.update_or_create(user_id=user_id, defaults={"keeps_seen": on})
    if not on:
        forget_seen(actor=actor, user_id=user_id)


def forget_seen(*, actor: Actor, user_id: int) -> None:
    """Forget everything seen so far."""
    Seen.objects.filter(user_id=user_id).delete()


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a member writes: words, and per line of the sheet a mark and a reason."""

    text: str
    verdicts: Mapping[str, tuple[str, str]]

    def clean(self) -> "NoteText":
        """Within limits; verdicts of unknown lines and marks, and 不明 without words, left out."""
        marks = [mark.value for mark in Mark]
        kept = {
            line: (mark, reason.strip()[:MOST_REASON])
            for line, (mark, reason) in self.verdicts.items()
            if line in BY_CODE and mark in marks and (mark != Mark.UNKNOWN or reason.strip())
        }
        return NoteText(self.text.replace("\0", "").strip()[:MOST_TEXT], kept)


@transaction.atomic
def write_note(
    *, actor: Actor, user_id: int, public_id: str, note: NoteText, now: datetime
) -> bool:
    """Seal a note under the member's key; an empty one is removed. False without such a posting."""
    clean = note.clean()
    own = Note.objects.filter(user_id=user_id, public_id=public_id)
    if not clean.text and not clean.verdicts:
        own.delete()
        return True
    posting = _posting(public_id)
    if posting is None and not own.exists():
        return False
    cipher = cipher_for(actor=actor, user_id=user_id, now=now)
    sealed = cipher.seal({"text": clean.text, "verdicts": dict(clean.verdicts)})
    Note.objects.update_or_create(
        user_id=user_id,
        public_id=public_id,
        defaults={"posting_id": posting, "sealed": sealed, "at": now},
    )
    return True


@dataclass(frozen=True, slots=True)
class Brought:
    """Public ids that a device kept before its reader signed in."""

    hearts: Collection[str] = ()
    seen: Collection[str] = ()
    hidden: Collection[str] = ()
    blocks: Collection[str] = ()


@transaction.atomic
def take_over(*, actor: Actor, user_id: int, brought: Brought, now: datetime) -> int:
    """Keep what the device kept; the same again changes nothing. Returns how many are known.

    What the device has seen comes along only if the member keeps what they have seen. Lists come
    newest first, so they are taken from their end.
    """
    steps = (
        (brought.seen, remember_seen),
        (brought.hearts, save_posting),
        (brought.hidden, hide_facility),
        (brought.blocks, block_facility),
    )
    return sum(
        step(actor=actor, user_id=user_id, public_id=key, now=now)
        for keys, step in steps
        for key in reversed(list(keys))
    )
