"""Organisations: inviting, accepting, roles, and that somebody always manages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funade.apps.accounts import access, queries
from funade.apps.accounts.actions import organisations as actions
from funade.apps.accounts.actions.organisations import RefusedError
from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models import Invitation, User
from funade.core.kernel.actor import user_actor
from tests.factories.accounts import NOW, TESTER, member, organisation, staff

pytestmark = pytest.mark.django_db


def invite(email: str, role: Role = Role.SUPPORT, within: int | None = None) -> tuple[int, str]:
    where = within or organisation().pk
    invited = actions.invite(
        actor=TESTER, organisation_id=where, email=email, name="事務 花子", role=role, now=NOW
    )
    return where, invited.token


def accept(token: str, user: User, days: int = 0) -> int:
    return actions.accept_invitation(
        actor=user_actor(user.pk), token=token, user_id=user.pk, now=NOW + timedelta(days=days)
    )


def test_invited_person_joins_with_role_and_name() -> None:
    user = member("clerk@example.jp")
    where, token = invite(" Clerk@example.jp ")
    accept(token, user)
    accept(token, user)  # the link is opened again
    assert [(it.name, it.role) for it in queries.people(where)] == [("事務 花子", Role.SUPPORT)]
    assert access.seat(user, where).organisation_id == where


def test_secret_is_kept_as_a_digest_only() -> None:
    _, token = invite("clerk@example.jp")
    assert token not in str(Invitation.objects.values_list().get())


def test_invitation_is_for_its_address_only() -> None:
    _, token = invite("clerk@example.jp")
    with pytest.raises(RefusedError, match="アドレスが違います"):
        accept(token, member("stranger@example.jp"))


def test_invitation_ends_after_a_week() -> None:
    user = member("clerk@example.jp")
    _, token = invite("clerk@example.jp")
    with pytest.raises(RefusedError, match="期限"):
        accept(token, user, days=7)


def test_withdrawn_invitation_opens_nothing() -> None:
    user = member("clerk@example.jp")
    where, token = invite("clerk@example.jp")
    row = queries.open_invitations(where, NOW)[0]
    assert actions.withdraw_invitation(actor=TESTER, organisation_id=where, invitation_id=row.id)
    with pytest.raises(RefusedError):
        accept(token, user)


def test_second_invitation_replaces_the_first() -> None:
    user = member("clerk@example.jp")
    where, first = invite("clerk@example.jp")
    _, second = invite("clerk@example.jp", within=where)
    with pytest.raises(RefusedError):
        accept(first, user)
    assert accept(second, user) == where


def test_organisation_gives_only_its_own_roles() -> None:
    facility = organisation(OrganisationKind.FACILITY)
    with pytest.raises(RefusedError, match="役割"):
        invite("clerk@example.jp", Role.COORDINATOR, facility.pk)


def test_account_made_for_an_invitation_is_no_physicians() -> None:
    _, token = invite("clerk@example.jp")
    fresh = User.objects.create_user("clerk@example.jp", created_at=NOW + timedelta(minutes=1))
    accept(token, fresh)
    fresh.refresh_from_db()
    assert not fresh.is_physician


def test_physician_who_is_invited_stays_one() -> None:
    physician = User.objects.create_user("clerk@example.jp", created_at=NOW - timedelta(days=1))
    _, token = invite("clerk@example.jp")
    accept(token, physician)
    physician.refresh_from_db()
    assert physician.is_physician


def test_last_manager_can_neither_leave_nor_step_down() -> None:
    where = organisation()
    owner = staff(Role.OWNER, where)
    staff(Role.SUPPORT, where)
    with pytest.raises(RefusedError, match="管理者"):
        actions.remove_person(actor=TESTER, organisation_id=where.pk, user_id=owner.pk)
    with pytest.raises(RefusedError, match="管理者"):
        actions.change_role(
            actor=TESTER, organisation_id=where.pk, user_id=owner.pk, role=Role.SUPPORT
        )
    staff(Role.OWNER, where)
    actions.remove_person(actor=TESTER, organisation_id=where.pk, user_id=owner.pk)
    assert owner.pk not in {it.user_id for it in queries.people(where.pk)}
