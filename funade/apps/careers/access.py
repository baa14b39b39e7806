"""From a user and an id to an object, or to nothing."""

from datetime import datetime

from django.db.models import Q
from django.http import Http404

from funade.apps.accounts.access import Seat
from funade.apps.accounts.enums import OrganisationKind
from funade.apps.careers.models import LicencePicture
from funade.apps.careers.queries.licence import HELD_FOR


def picture_to_take(seat: Seat, public_id: str, now: datetime) -> LicencePicture:
    """A waiting picture that nobody else has taken up, locked; 404 for everybody else."""
    free = Q(checker=None) | Q(checker_id=seat.user_id) | Q(taken_at__lt=now - HELD_FOR)
    return _waiting(seat, Q(public_id=public_id) & free)


def picture_in_hand(seat: Seat, public_id: str) -> LicencePicture:
    """A waiting picture that this person has taken up, locked; 404 for everybody else."""
    return _waiting(seat, Q(public_id=public_id, checker_id=seat.user_id))


def _waiting(seat: Seat, which: Q) -> LicencePicture:
    if seat.kind != OrganisationKind.OPERATOR:
        raise Http404
    rows = LicencePicture.objects.select_for_update().filter(which, checked_at=None)
    found = rows.first()
    if found is None:
        raise Http404
    return found
