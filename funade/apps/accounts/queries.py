"""Reading accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from funade.apps.accounts.keyring import Cipher, SealBrokenError, unwrap
from funade.apps.accounts.models import DataKey, Draft


def cipher_of(user_id: int) -> Cipher | None:
    """The member's cipher, or None when they have no key: nothing of theirs is sealed."""
    row = DataKey.objects.filter(user_id=user_id).first()
    return unwrap(row.wrapped) if row else None


def open_sealed(user_id: int, sealed: str) -> object:
    """What one sealed column of a member holds, None for an empty one.

    Raises SealBrokenError when there is something but the key is gone.
    """
    if not sealed:
        return None
    cipher = cipher_of(user_id)
    if cipher is None:
        raise SealBrokenError("the member's data key has been destroyed")
    return cipher.open(sealed)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was half written on a page when its member left."""

    id: int
    saved_at: datetime
    path: str
    title: str
    fields: Sequence[tuple[str, str]]


def drafts_of(user_id: int) -> list[KeptDraft]:
    """The member's drafts that can be read, newest first."""
    rows = list(Draft.objects.filter(user_id=user_id).order_by("-saved_at", "-pk"))
    cipher = cipher_of(user_id) if rows else None
    return [_opened(row, cipher) for row in rows] if cipher else []


def draft_of(user_id: int, draft_id: int) -> KeptDraft | None:
    """One draft of this member, None when it is gone or somebody else's."""
    return next((draft for draft in drafts_of(user_id) if draft.id == draft_id), None)


def _opened(row: Draft, cipher: Cipher) -> KeptDraft:
    content = cipher.open(row.sealed)
    return KeptDraft(
        row.pk,
        row.saved_at,
        content["path"],
        content["title"],
        [(name, value) for name, value in content["fields"]],
    )
