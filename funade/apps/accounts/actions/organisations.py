"""Organisations, the people in them, and invitations.

An invitation is a secret sent to an address. Whether that address already has an account changes
nothing the inviting person can see (STEALTH S-25): the letter is the same, and what happens next
happens to whoever proves to own the address.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from funade.apps.accounts.enums import ROLES_OF_KIND, OrganisationKind, Role
from funade.apps.accounts.models import Invitation, Membership, Organisation, User
from funade.core.kernel.actor import Actor

INVITATION_DAYS = 7


class RefusedError(Exception):
    """The act is not possible; the message, in Japanese, says what to do instead."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was written down, and its secret, which is shown this one time."""

    invitation_id: int
    token: str


@transaction.atomic
def found_organisation(*, actor: Actor, kind: OrganisationKind, name: str, now: datetime) -> int:
    """A new organisation without people; returns its id."""
    return Organisation.objects.create(kind=kind, name=name.strip(), created_at=now).pk


@transaction.atomic
def invite(
    *, actor: Actor, organisation_id: int, email: str, name: str, role: Role, now: datetime
) -> Invited:
    """Invite one person; an earlier open invitation of the same address ends.

    Raises RefusedError for a role that the organisation cannot give.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    if role not in ROLES_OF_KIND[OrganisationKind(organisation.kind)]:
        raise RefusedError("この組織では選べない役割です。一覧の中から選んでください。")
    address = email.strip().lower()
    Invitation.objects.filter(
        organisation=organisation, email=address, accepted_at__isnull=True
    ).delete()
    token = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        organisation=organisation,
        email=address,
        role=role,
        name=name.strip(),
        token_digest=digest_of(token),
        invited_by_id=actor.user_id,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return Invited(row.pk, token)


@transaction.atomic
def accept_invitation(*, actor: Actor, token: str, user_id: int, now: datetime) -> int:
    """Make the invited person a member; returns the organisation's id. Twice changes nothing more.

    Raises RefusedError when the invitation is unknown, over, or meant for another address.
    An account that was made to follow the invitation is no physician's.
    """
    row = Invitation.objects.filter(token_digest=digest_of(token)).first()
    user = User.objects.get(pk=user_id)
    if row is None or (row.accepted_at is None and row.expires_at <= now):
        raise RefusedError(
            "この招待は使えません。期限が切れたか、取り消されています。招待した方にご連絡ください。"
        )
    if user.email != row.email:
        raise RefusedError(
            "招待されたメールアドレスと、いまログインしているアドレスが違います。"
            "招待されたアドレスでログインしてください。"
        )
    Membership.objects.get_or_create(
        organisation=row.organisation,
        user=user,
        defaults={"role": row.role, "name": row.name, "created_at": now},
    )
    if row.accepted_at is None:
        row.accepted_at = now
        row.save(update_fields=["accepted_at"])
    if user.created_at >= row.created_at and user.is_physician:
        user.is_physician = False
        user.save(update_fields=["is_physician"])
    return int(row.organisation.pk)


@transaction.atomic
def withdraw_invitation(*, actor: Actor, organisation_id: int, invitation_id: int) -> bool:
    """Take back an open invitation; whether there was one."""
    gone, _ = Invitation.objects.filter(
        pk=invitation_id, organisation_id=organisation_id, accepted_at__isnull=True
    ).delete()
    return bool(gone)


@transaction.atomic
def change_role(*, actor: Actor, organisation_id: int, user_id: int, role: Role) -> None:
    """Give a person another role. Raises RefusedError if nobody would be left to manage."""
    organisation = Organisation.objects.get(pk=organisation_id)
    if role not in ROLES_OF_KIND[OrganisationKind(organisation.kind)]:
        raise RefusedError("この組織では選べない役割です。一覧の中から選んでください。")
    row = Membership.objects.get(organisation=organisation, user_id=user_id)
    if role != Role.OWNER:
        _keep_an_owner(row)
    row.role = role
    row.save(update_fields=["role"])


@transaction.atomic
def remove_person(*, actor: Actor, organisation_id: int, user_id: int) -> None:
    """Take a person out. Raises RefusedError if nobody would be left to manage."""
    row = Membership.objects.get(organisation_id=organisation_id, user_id=user_id)
    _keep_an_owner(row)
    row.delete()


def digest_of(token: str) -> str:
    """What is stored of an invitation's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _keep_an_owner(leaving: Membership) -> None:
    others = Membership.objects.filter(organisation=leaving.organisation, role=Role.OWNER)
    if leaving.role == Role.OWNER and not others.exclude(pk=leaving.pk).exists():
        raise RefusedError(
            "管理者がいなくなるため、変更できません。先に別の方を管理者にしてください。"
        )
