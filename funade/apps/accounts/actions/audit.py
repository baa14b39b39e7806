"""Writing down who saw what (STEALTH S-23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from funade.apps.accounts.chain import digest_of
from funade.apps.accounts.models import AuditEvent, AuditHead, Membership
from funade.core.kernel.actor import Actor


@transaction.atomic
def record_access(  # noqa: PLR0913  # budget: the facts a member has a right to
    *,
    actor: Actor,
    subject_id: int,
    reader_id: int | None,
    act: str,
    fields: Sequence[str],
    purpose: str,
    now: datetime,
) -> None:
    """Append one act on a member's personal data to the chain, in the caller's transaction.

    Call it in the transaction that reads the data, before anything is shown. Raises whatever the
    database raises when the line cannot be written; nobody may see the data then (S-27). Other
    writers wait until the caller's transaction ends, so keep it short.
    """
    head = _next_head()
    reader = _reader(actor, reader_id)
    event = AuditEvent(
        seq=head.seq,
        at=now,
        subject=subject_id,
        reader=reader_id,
        reader_name=reader.name,
        organisation=reader.organisation,
        role=reader.role,
        act=act,
        fields=list(fields),
        purpose=purpose,
        previous=head.digest,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    AuditHead.objects.update(digest=event.digest)


def _next_head() -> AuditHead:
    """The number of the next row and the digest before it.

    Counting up locks the one row on both engines until the transaction ends: one chain.
    """
    if not AuditHead.objects.update(seq=F("seq") + 1):
        AuditHead.objects.bulk_create([AuditHead()], ignore_conflicts=True)
        AuditHead.objects.update(seq=F("seq") + 1)
    return AuditHead.objects.get()


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    organisation: str = ""
    role: str = ""


def _reader(actor: Actor, reader_id: int | None) -> _Reader:
    """Who the member will be told it was.

    Nobody's work in two organisations can be told apart here, so all of them are named.
    """
    if reader_id is None:
        return _Reader(actor.name)
    rows = Membership.objects.filter(user_id=reader_id).order_by("pk")
    found = list(rows.values_list("name", "organisation__name", "role"))
    if not found:
        return _Reader(actor.name)
    names, organisations, roles = zip(*found, strict=True)
    return _Reader(names[0], "、".join(organisations)[:200], roles[0])
