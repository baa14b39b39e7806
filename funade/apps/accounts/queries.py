"""Reading accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from funade.apps.accounts.chain import digest_of
from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.keyring import Cipher, SealBrokenError, is_current, opens, unwrap
from funade.apps.accounts.models import (
    AuditEvent,
    AuditHead,
    DataKey,
    Draft,
    Invitation,
    Membership,
    Organisation,
    Session,
    User,
)


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


def user_of_address(email: str) -> User | None:
    """Who signs in with an address (lower case), in one statement whether there is one or not."""
    return User.objects.filter(email=email).first()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in an organisation."""

    user_id: int
    name: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation nobody has accepted yet."""

    id: int
    name: str
    email: str
    role: Role
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """What the holder of an invitation's secret may read."""

    organisation: str
    kind: OrganisationKind
    role: Role
    name: str
    open: bool


def people(organisation_id: int) -> list[Person]:
    """Who works there, managers first."""
    rows = Membership.objects.filter(organisation_id=organisation_id).select_related("user")
    found = [Person(row.user_id, row.name, row.user.email, Role(row.role)) for row in rows]
    return sorted(found, key=lambda it: (it.role != Role.OWNER, it.name, it.user_id))


def open_invitations(organisation_id: int, now: datetime) -> list[OpenInvitation]:
    """Invitations that can still be accepted, newest first."""
    rows = Invitation.objects.filter(
        organisation_id=organisation_id, accepted_at__isnull=True, expires_at__gt=now
    ).order_by("-pk")
    return [
        OpenInvitation(row.pk, row.name, row.email, Role(row.role), row.expires_at) for row in rows
    ]


def invitation_card(token_digest: str, now: datetime) -> InvitationCard | None:
    """The invitation of a secret's digest, None when there is none."""
    row = Invitation.objects.filter(token_digest=token_digest).select_related("organisation")
    for it in row.order_by("pk"):
        return InvitationCard(
            organisation=it.organisation.name,
            kind=OrganisationKind(it.organisation.kind),
            role=Role(it.role),
            name=it.name,
            open=it.accepted_at is None and it.expires_at > now,
        )
    return None


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


@dataclass(frozen=True, slots=True)
class Look:
    """One time somebody opened the member's data."""

    at: datetime
    organisation: str
    role: str
    reader: str
    act: str
    fields: tuple[str, ...]
    purpose: str


def looks_at(user_id: int, most: int) -> list[Look]:
    """The newest looks at a member's data."""
    rows = AuditEvent.objects.filter(subject=user_id).order_by("-seq")[:most]
    return [
        Look(
            at=row.at,
            organisation=row.organisation,
            role=row.role,
            reader=row.reader_name,
            act=row.act,
            fields=tuple(row.fields),
            purpose=row.purpose,
        )
        for row in rows
    ]


def deletion_moment(user_id: int) -> datetime | None:
    """When the account will be deleted, None while that is not wished."""
    return User.objects.filter(pk=user_id).values_list("delete_on", flat=True).first()


def organisation_id(kind: OrganisationKind, name: str) -> int | None:
    """The organisation of that kind and name, None if there is none."""
    rows = Organisation.objects.filter(kind=kind, name=name.strip()).order_by("pk")
    return rows.values_list("pk", flat=True).first()


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


def live_session_keys(user_id: int, now: datetime) -> set[str]:
    """The keys of the sessions in which somebody is signed in."""
    rows = Session.objects.filter(user_id=user_id, expire_date__gt=now)
    return set(rows.values_list("session_key", flat=True))
