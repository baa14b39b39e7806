"""Storing the invented facilities and postings of `core.demo`."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from funade.apps.catalog.actions.facilities import store_facilities
from funade.apps.catalog.actions.postings import NewPosting, Stored, publish_postings
from funade.apps.catalog.enums import Source
from funade.apps.catalog.models import Affiliation, FacilityRecord, MedicalOffice
from funade.core.demo import DemoFacility
from funade.core.kernel.actor import Actor
from funade.core.listings.draft import FacilityDraft
from funade.core.listings.identity import facility_identity, record_key


@transaction.atomic
def store_demo(*, actor: Actor, batch: Sequence[DemoFacility], on: date, now: datetime) -> Stored:
    """Store a batch of the demo stream: facilities, their 医局, their postings."""
    facilities = [demo.facility for demo in batch]
    store_facilities(actor=actor, drafts=facilities, source=Source.DEMO, as_of=on, now=now)
    numbers = _numbers(facilities)
    _store_affiliations(batch, numbers)
    items = [
        NewPosting(numbers[_key(demo.facility)], posting)
        for demo in batch
        for posting in demo.postings
    ]
    return publish_postings(actor=actor, items=items, source=Source.DEMO, now=now)


def _key(draft: FacilityDraft) -> str:
    return record_key(draft.external_id, facility_identity(draft))


def _numbers(facilities: Sequence[FacilityDraft]) -> dict[str, int]:
    keys = [_key(draft) for draft in facilities]
    rows = FacilityRecord.objects.filter(source=Source.DEMO, record_key__in=keys).order_by("pk")
    return dict(rows.values_list("record_key", "facility_id"))


def _store_affiliations(batch: Sequence[DemoFacility], numbers: dict[str, int]) -> None:
    tied = [(demo, demo.medical_office) for demo in batch if demo.medical_office]
    MedicalOffice.objects.bulk_create(
        [MedicalOffice(university=it.university, name=it.office) for _, it in tied],
        ignore_conflicts=True,
    )
    known = {(office.university, office.name): office for office in MedicalOffice.objects.all()}
    Affiliation.objects.bulk_create(
        [
            Affiliation(
                facility_id=numbers[_key(demo.facility)],
                office=known[it.university, it.office],
                relation=it.relation,
                stated_by="架空",
            )
            for demo, it in tied
        ],
        ignore_conflicts=True,
    )
