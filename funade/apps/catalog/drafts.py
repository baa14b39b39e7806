"""Rows back to the values of `core.listings.draft`, so that the core can reason about them."""

from funade.apps.catalog.models import Facility, Opening, Posting
from funade.core.listings.draft import (
    FacilityDraft,
    OpeningDraft,
    PayExtra,
    PostingDraft,
    Station,
)
from funade.core.terms.wages import PayBand


def facility_draft(row: Facility) -> FacilityDraft:
    """The facility as a value; ``row.operator`` must be loaded."""
    return FacilityDraft(
        name=row.name,
        name_kana=row.name_kana,
        operator=row.operator.name if row.operator else "",
        kind=row.kind,
        prefecture=row.prefecture,
        municipality=row.municipality,
        postal_code=row.postal_code,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
        stations=tuple(Station(**station) for station in row.stations),
        beds=row.beds,
        emergency=row.emergency,
        overtime_level=row.overtime_level,
        permitted_duty=row.permitted_duty,
        website=row.website,
        fictional=row.fictional,
    )


def opening_draft(row: Opening) -> OpeningDraft:
    """The opening as a value."""
    return OpeningDraft(
        slot=row.slot,
        day=row.day,
        weekdays=tuple(row.weekdays),
        cadence=row.cadence,
        cadence_weeks=tuple(row.cadence_weeks),
        starts=row.starts,
        ends=row.ends,
        breaks=row.breaks,
        places=row.places,
        places_left=row.places_left,
    )


def posting_draft(row: Posting) -> PostingDraft:
    """The posting as a value, its openings in the order they were stored.

    ``row.openings`` must be prefetched.
    """
    openings = sorted(row.openings.all(), key=lambda opening: opening.pk)
    return PostingDraft(
        external_id=row.external_id,
        kind=row.kind,
        title=row.title,
        name_hidden=row.name_hidden,
        departments=tuple(row.departments),
        duties=tuple(row.duties),
        flags=tuple(row.flags),
        permitted_duty=row.permitted_duty,
        pay_bands=tuple(PayBand(**band) for band in row.pay_bands),
        pay_extras=tuple(PayExtra(**extra) for extra in row.pay_extras),
        pay_note=row.pay_note,
        transport=row.transport,
        transport_yen=row.transport_yen,
        week_minutes=row.week_minutes,
        terms=dict(row.terms),
        published_on=row.published_on or row.created_at.date(),
        confirmed_on=row.confirmed_on,
        expires_on=row.expires_on,
        openings=tuple(opening_draft(opening) for opening in openings),
    )
