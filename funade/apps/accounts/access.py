"""From a user and an id to an object, or to nothing: fetching is the permission check."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models import Membership, Organisation


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in an organisation."""

    organisation_id: int
    organisation: str
    kind: OrganisationKind
    user_id: int
    name: str
    role: Role

    @property
    def is_owner(self) -> bool:
        """Whether this person manages the others."""
        return self.role == Role.OWNER


type SomeUser = AbstractBaseUser | AnonymousUser


def seats(user: SomeUser) -> list[Seat]:
    """Every place the user has, by organisation name."""
    if user.pk is None:
        return []
    rows = Membership.objects.filter(user_id=user.pk).select_related("organisation")
    return [_seat(row) for row in rows.order_by("organisation__name", "pk")]


def seat(user: SomeUser, organisation_id: int) -> Seat:
    """The user's place in one organisation; 404 for everybody else."""
    for it in seats(user):
        if it.organisation_id == organisation_id:
            return it
    raise Http404


def owner_seat(user: SomeUser, organisation_id: int) -> Seat:
    """The same, for those who manage it; 404 for the others."""
    found = seat(user, organisation_id)
    if not found.is_owner:
        raise Http404
    return found


def operator_staff(user: SomeUser) -> Seat:
    """The user's place with the operator of this site; 404 for everybody else."""
    for it in seats(user):
        if it.kind == OrganisationKind.OPERATOR:
            return it
    raise Http404


def _seat(row: Membership) -> Seat:
    organisation: Organisation = row.organisation
    return Seat(
        organisation_id=organisation.pk,
        organisation=organisation.name,
        kind=OrganisationKind(organisation.kind),
        user_id=row.user_id,
        name=row.name,
        role=Role(row.role),
    )
