"""Where the check of a licence stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F, Q

from funade.apps.accounts.queries import cipher_of
from funade.apps.careers.models import LicenceCheck, LicencePicture
from funade.apps.careers.queries.profile import own_profile
from funade.core.masters.person import CHECK_METHODS, CHECK_RESULTS
from funade.core.profile.check import COMPARABLE, CheckRead, LicenceStatus, status_of
from funade.core.profile.profile import to_json

HELD_FOR: Final = timedelta(hours=24)
"""How long a picture stays with the checker who took it up."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One recorded check in the words of a page."""

    at: datetime
    method: str
    result: str
    compared: tuple[str, ...]
    note: str
    checker: str
    organisation: str


@dataclass(frozen=True, slots=True)
class LicenceView:
    """What a member sees of the check of their licence."""

    status: LicenceStatus
    picture: str
    """Public id of the stored picture, "" for none."""
    delete_on: datetime | None
    checks: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A picture that waits, without a word about whose it is."""

    public_id: str
    since: datetime
    mine: bool


def own_licence(user_id: int) -> LicenceView:
    """The state of a member's licence check, for the member. Raises SealBrokenError."""
    picture = LicencePicture.objects.filter(user_id=user_id).defer("content").first()
    rows = LicenceCheck.objects.filter(user_id=user_id).order_by("-at", "-pk")
    cipher = cipher_of(user_id)
    opened = [(row, cipher.open(row.sealed)) for row in rows] if cipher else []
    reads = [CheckRead(row.method, row.result, told["compared"]) for row, told in opened]
    waiting = picture is not None and picture.checked_at is None
    return LicenceView(
        status=status_of(reads, to_json(own_profile(user_id)), waiting=waiting),
        picture=picture.public_id if picture else "",
        delete_on=picture.delete_on if picture else None,
        checks=tuple(_line(row, told) for row, told in opened),
    )


def own_picture(user_id: int) -> bytes | None:
    """The member's own picture, or None. Raises SealBrokenError."""
    picture = LicencePicture.objects.filter(user_id=user_id).first()
    cipher = cipher_of(user_id) if picture else None
    return cipher.open_bytes(bytes(picture.content)) if picture and cipher else None


def waiting_pictures(reader_id: int, now: datetime) -> list[QueueLine]:
    """What a checker can take up, and what they have: oldest first."""
    free = Q(checker=None) | Q(checker_id=reader_id) | Q(taken_at__lt=now - HELD_FOR)
    rows = LicencePicture.objects.filter(free, checked_at=None).order_by("covered_at", "public_id")
    found = rows.values_list("public_id", "covered_at", F("checker_id"))
    return [QueueLine(public_id, at, checker == reader_id) for public_id, at, checker in found]


def _line(row: LicenceCheck, told: dict[str, Any]) -> CheckLine:
    return CheckLine(
        at=row.at,
        method=CHECK_METHODS.name(row.method),
        result=CHECK_RESULTS.name(row.result),
        compared=tuple(COMPARABLE[key] for key in told["compared"]),
        note=told["note"],
        checker=row.checker_name,
        organisation=row.organisation,
    )
