"""The licence check: sending a picture, looking at it, writing down what was seen."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from funade.apps.accounts.access import Seat
from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.careers.access import picture_in_hand, picture_to_take
from funade.apps.careers.actions.reading import profile_for_staff
from funade.apps.careers.models import LicenceCheck, LicencePicture
from funade.apps.careers.queries.licence import own_picture
from funade.apps.careers.queries.profile import own_profile
from funade.core.kernel.actor import Actor
from funade.core.profile.check import COMPARABLE, CheckReport, compared_values
from funade.core.profile.picture import redraw
from funade.core.profile.profile import to_json

KEPT_AFTER_CHECK: Final = timedelta(days=35)
KEPT_UNCHECKED: Final = timedelta(days=90)
PICTURE_FIELD: Final = "licence_picture"
"""How the audit trail names the picture beside the fields of the profile."""


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """What a checker is shown: the picture and the member's own words to compare it with."""

    public_id: str
    content: bytes
    profile: dict[str, Any]


@transaction.atomic
def send_picture(*, actor: Actor, user_id: int, content: bytes, now: datetime) -> None:
    """Keep a member's licence picture, redrawn and sealed; an older one is replaced.

    Only called when the member has confirmed that 本籍 is covered. Raises PictureError.
    """
    cipher = cipher_for(actor=actor, user_id=user_id, now=now)
    LicencePicture.objects.update_or_create(
        user_id=user_id,
        defaults={
            "public_id": secrets.token_urlsafe(16),
            "content": cipher.seal_bytes(redraw(content).content),
            "covered_at": now,
            "checker": None,
            "taken_at": None,
            "checked_at": None,
            "delete_on": now + KEPT_UNCHECKED,
        },
    )


@transaction.atomic
def remove_picture(*, actor: Actor, user_id: int) -> None:
    """Forget a member's picture at once."""
    LicencePicture.objects.filter(user_id=user_id).delete()


@transaction.atomic
def open_picture(*, reader: Seat, public_id: str, purpose: str, now: datetime) -> OpenedPicture:
    """Take a waiting picture up and look at it: one act, one row of the audit trail.

    404 when somebody else has it. Raises PurposeMissingError.
    """
    picture = picture_to_take(reader, public_id, now)
    profile = profile_for_staff(
        reader=reader, user_id=picture.user_id, wanted=tuple(COMPARABLE), purpose=purpose, now=now
    )
    picture.checker_id, picture.taken_at = reader.user_id, now
    picture.save(update_fields=("checker_id", "taken_at"))
    return OpenedPicture(public_id, own_picture(picture.user_id) or b"", profile)


@transaction.atomic
def record_check(*, reader: Seat, public_id: str, report: CheckReport, now: datetime) -> None:
    """Write down what was compared and what came of it; the picture goes 35 days later."""
    picture = picture_in_hand(reader, public_id)
    values = compared_values(to_json(own_profile(picture.user_id)), report.compared)
    cipher = cipher_for(actor=_acting(reader), user_id=picture.user_id, now=now)
    LicenceCheck.objects.create(
        user_id=picture.user_id,
        at=now,
        method=report.method,
        result=report.result,
        sealed=cipher.seal({"compared": values, "note": report.note}),
        checker_id=reader.user_id,
        checker_name=reader.name,
        organisation=reader.organisation,
    )
    picture.checked_at, picture.delete_on = now, now + KEPT_AFTER_CHECK
    picture.save(update_fields=("checked_at", "delete_on"))


@transaction.atomic
def remove_old_pictures(*, actor: Actor, now: datetime) -> int:
    """Forget the pictures whose day has come; returns how many."""
    gone, _ = LicencePicture.objects.filter(delete_on__lte=now).delete()
    return gone


def _acting(reader: Seat) -> Actor:
    return Actor("user", str(reader.user_id))
