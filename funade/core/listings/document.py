"""From a draft to what the search engine knows of it.

The text holds only what the page shows: a hidden facility name must not be found by search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from funade.core.kernel.calendar import is_holiday
from funade.core.listings.draft import FacilityDraft, OpeningDraft, PostingDraft
from funade.core.listings.pay import opening_pay
from funade.core.masters.areas import PREFECTURES, place_name
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import FACILITY_KINDS, bed_band
from funade.core.masters.flags import FLAGS, NAMED
from funade.core.masters.work import WEEKDAYS
from funade.core.search.document import Opening, Posting

_BY_WEEKDAY: Final = WEEKDAYS.codes[:7]
_HOLIDAY: Final = "hol"
_HIDDEN_GRID: Final = 50
"""Grid lines per degree for facilities that hide their name."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The numbers a posting goes by in the index."""

    posting: int
    facility: int
    operator: int
    openings: Sequence[int]


def to_document(facility: FacilityDraft, posting: PostingDraft, ids: Ids) -> Posting:
    """The engine's view of a posting; ``ids.openings`` go with ``posting.openings`` in order."""
    latitude, longitude = shown_point(facility, posting)
    return Posting(
        id=ids.posting,
        kind=posting.kind,
        facility=ids.facility,
        operator=ids.operator,
        prefecture=facility.prefecture,
        municipality=facility.municipality,
        latitude=latitude,
        longitude=longitude,
        departments=posting.departments,
        duties=posting.duties,
        flags=_flags(posting),
        facility_kind=facility.kind,
        beds=bed_band(facility.beds),
        emergency=facility.emergency,
        overtime_level=facility.overtime_level,
        permitted_duty=posting.permitted_duty,
        transport=posting.transport,
        published=posting.published_on.toordinal(),
        visible_until=posting.expires_on.toordinal(),
        text=searchable_text(facility, posting),
        openings=tuple(
            _opening(posting, opening, number)
            for opening, number in zip(posting.openings, ids.openings, strict=True)
        ),
    )


def shown_point(
    facility: FacilityDraft, posting: PostingDraft
) -> tuple[float | None, float | None]:
    """Where a posting may be shown to lie, or two Nones.

    Rounded to some 2 km where the name is hidden: an exact pin would give the name away.
    """
    if facility.latitude is None or facility.longitude is None or not posting.name_hidden:
        return facility.latitude, facility.longitude
    return (
        round(facility.latitude * _HIDDEN_GRID) / _HIDDEN_GRID,
        round(facility.longitude * _HIDDEN_GRID) / _HIDDEN_GRID,
    )


def _flags(posting: PostingDraft) -> tuple[str, ...]:
    """The stated flags; 施設名公開 is a fact of the posting and never stated by hand."""
    stated = tuple(code for code in posting.flags if code != NAMED)
    return stated if posting.name_hidden else (*stated, NAMED)


def _opening(posting: PostingDraft, opening: OpeningDraft, number: int) -> Opening:
    pay = opening_pay(posting, opening)
    return Opening(
        id=number,
        places_left=opening.places_left,
        slot=opening.slot,
        day=opening.day.toordinal() if opening.day else None,
        weekdays=weekdays_of(opening.day) if opening.day else opening.weekdays,
        starts=opening.starts,
        ends=opening.ends,
        cadence=opening.cadence,
        hourly_low=pay.hourly.low,
        hourly_high=pay.hourly.high,
        pay_low=pay.natural.low,
        pay_high=pay.natural.high,
    )


def weekdays_of(day: date) -> tuple[str, ...]:
    """The weekday of a date, and 祝 when it is a holiday."""
    weekday = _BY_WEEKDAY[day.weekday()]
    return (weekday, _HOLIDAY) if is_holiday(day) else (weekday,)


def searchable_text(facility: FacilityDraft, posting: PostingDraft) -> str:
    """All words of the posting that a reader of its page can see, one part a line."""
    place = facility.municipality or facility.prefecture
    parts = [
        posting.title,
        PREFECTURES.name(facility.prefecture),
        place_name(place),
        FACILITY_KINDS.name(facility.kind),
        *(DEPARTMENTS.name(code) for code in posting.departments),
        *(DUTIES.name(code) for code in posting.duties),
        *(FLAGS.name(code) for code in posting.flags),
        *(f"{station.line} {station.station}駅" for station in facility.stations),
        posting.pay_note,
        *posting.terms.values(),
    ]
    if not posting.name_hidden:
        parts += [facility.name, facility.name_kana, facility.operator]
    return "\n".join(part for part in parts if part)
