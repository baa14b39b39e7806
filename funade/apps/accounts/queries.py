"""Reading accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from funade.apps.accounts.chain import digest_of
from funade.apps.accounts.keyring import Cipher, SealBrokenError, is_current, opens, unwrap
from funade.apps.accounts.models import AuditEvent, AuditHead, DataKey


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
class KeyFindings:
    """What the installation's keyring can do with the members' keys."""

    total: int
    old: int
    """Wrapped under a key that is not the newest."""
    broken: Sequence[int]
    """User ids whose key no key of the ring opens."""


def examine_keys() -> KeyFindings:
    """Try every member's key."""
    total, old, broken = 0, 0, list[int]()
    rows = DataKey.objects.order_by("pk").values_list("pk", "wrapped")
    for user_id, wrapped in rows.iterator(1_000):
        total += 1
        if is_current(wrapped):
            continue
        old += 1
        if not opens(wrapped):
            broken.append(user_id)
    return KeyFindings(total, old, broken)


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of the audit trail; both empty when nothing has been written yet."""

    seq: int
    digest: str


def audit_head() -> ChainHead:
    """The last number and digest. Whoever keeps them elsewhere can tell a trail made anew."""
    row = AuditHead.objects.first() or AuditHead()
    return ChainHead(row.seq, row.digest)


def verify_chain() -> int | None:
    """The number of the first row of the audit trail that is not as written; None if all are.

    Finds rows that were changed, removed, added or exchanged, at the end too. Safe while rows
    are being appended: what is counted first is older than the head that is read next.
    """
    highest = AuditEvent.objects.aggregate(seq=Max("seq"))["seq"] or 0
    head = audit_head()
    expected, previous = 1, ""
    rows = AuditEvent.objects.filter(seq__lte=head.seq).order_by("seq")
    for event in rows.iterator(1_000):
        if (event.seq, event.previous, event.digest) != (expected, previous, digest_of(event)):
            return expected
        expected, previous = expected + 1, event.digest
    if expected <= head.seq or highest > head.seq:
        return expected
    return None if previous == head.digest else max(head.seq, 1)
