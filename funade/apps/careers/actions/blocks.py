"""Hiding a member from facilities and 医局 (STEALTH S-06)."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from funade.apps.careers.models import Block
from funade.apps.catalog.models import Facility, MedicalOffice
from funade.core.kernel.actor import Actor

MOST_BLOCKS: Final = 200


def block_facility(*, actor: Actor, user_id: int, public_id: str, now: datetime) -> bool:
    """「この施設に私を見せない」; False if there is none such, or no room."""
    facility = Facility.objects.filter(public_id=public_id).first()
    if facility is None:
        return False
    values = {"facility": facility, "name": facility.name}
    return _block(user_id, {"facility_public_id": public_id}, values, now)


def block_office(*, actor: Actor, user_id: int, office_id: int, now: datetime) -> bool:
    """「この医局と関連病院に見せない」; False if there is none such, or no room."""
    office = MedicalOffice.objects.filter(pk=office_id).first()
    if office is None:
        return False
    key = {"university": office.university, "office_name": office.name}
    return _block(user_id, key, {"office": office, "name": str(office)}, now)


def block_university(*, actor: Actor, user_id: int, university: str, now: datetime) -> bool:
    """The same for every 医局 of a university, also those not yet known."""
    if not MedicalOffice.objects.filter(university=university).exists():
        return False
    return _block(user_id, {"university": university}, {"name": university}, now)


@transaction.atomic
def _block(user_id: int, key: dict[str, Any], values: dict[str, Any], now: datetime) -> bool:
    whole = {"facility_public_id": "", "university": "", "office_name": "", **key}
    if Block.objects.filter(user_id=user_id).count() >= MOST_BLOCKS:
        return False
    Block.objects.get_or_create(user_id=user_id, **whole, defaults={**values, "at": now})
    return True


def unblock(*, actor: Actor, user_id: int, number: int) -> bool:
    """Take one's own block back. Whether there was one."""
    gone, _ = Block.objects.filter(user_id=user_id, pk=number).delete()
    return bool(gone)


def unblock_facility(*, actor: Actor, user_id: int, public_id: str) -> bool:
    """The same by the facility that was named."""
    gone, _ = Block.objects.filter(user_id=user_id, facility_public_id=public_id).delete()
    return bool(gone)
