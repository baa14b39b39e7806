"""Accounts for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from django.test import Client

from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models import Membership, Organisation, User
from funade.core.kernel.actor import Actor

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TESTER = Actor("user", "tester")
_numbers = count(1)


def member(email: str = "") -> User:
    """A physician with an account."""
    return User.objects.create_user(email or f"member{next(_numbers)}@example.jp")


def settled(email: str = "") -> User:
    """A member who has read what 「離れる」 does, and so sees the home page."""
    user = member(email)
    user.exit_shown = True
    user.save(update_fields=["exit_shown"])
    return user


def signed_in(user: User | None = None) -> Client:
    """A browser in which `user`, or a new member, is signed in."""
    client = Client()
    client.force_login(user or member())
    return client


def organisation(kind: OrganisationKind = OrganisationKind.OPERATOR) -> Organisation:
    return Organisation.objects.create(kind=kind, name=f"組織{next(_numbers)}", created_at=NOW)


def staff(role: Role = Role.SUPPORT, within: Organisation | None = None) -> User:
    """Somebody who works in an organisation; no physician."""
    user = User.objects.create_user(f"staff{next(_numbers)}@example.jp", is_physician=False)
    Membership.objects.create(
        organisation=within or organisation(),
        user=user,
        role=role,
        name=f"職員{user.pk}",
        created_at=NOW,
    )
    return user
