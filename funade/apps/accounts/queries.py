"""Reading accounts."""

from django.db.models import Max

from funade.apps.accounts.chain import digest_of
from funade.apps.accounts.keyring import Cipher, SealBrokenError, unwrap
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


def verify_chain() -> int | None:
    """The number of the first row of the audit trail that is not as written; None if all are.

    Finds rows that were changed, removed, added or exchanged, at the end too. Safe while rows
    are being appended: what is counted first is older than the head that is read next.
    """
    highest = AuditEvent.objects.aggregate(seq=Max("seq"))["seq"] or 0
    head = AuditHead.objects.first() or AuditHead()
    expected, previous = 1, ""
    rows = AuditEvent.objects.filter(seq__lte=head.seq).order_by("seq")
    for event in rows.iterator(1_000):
        if (event.seq, event.previous, event.digest) != (expected, previous, digest_of(event)):
            return expected
        expected, previous = expected + 1, event.digest
    if expected <= head.seq or highest > head.seq:
        return expected
    return None if previous == head.digest else max(head.seq, 1)
