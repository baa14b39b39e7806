"""A posting as a card of the result list."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from funade.apps.catalog.queries import Listing
from funade.core.kernel.calendar import format_day
from funade.core.kernel.yen import format_range
from funade.core.listings.draft import OpeningDraft
from funade.core.listings.pay import opening_pay
from funade.core.listings.words import (
    HIDDEN_NAME,
    NOT_STATED,
    band_words,
    opening_words,
    station_words,
)
from funade.core.masters.areas import place_name
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.facility import FACILITY_KINDS, OVERTIME_LEVELS, PERMITTED_DUTY, UNKNOWN
from funade.core.masters.flags import EXECUTIVE, FLAGS, PROCEDURE, TRIAL, URGENT
from funade.core.masters.work import FULLTIME, KINDS, NIGHT_SLOTS
from funade.core.search.query import Query
from funade.core.search.result import Hit
from funade.core.search.words import wish_label

NEW_FOR_DAYS: Final = 3
_SHOWN_OPENINGS: Final = 3
_SPECIAL: Final = (URGENT, EXECUTIVE, PROCEDURE, TRIAL)
_TELLING_FLAGS: Final = ("no-night", "no-oncall", "sleeping-duty", "no-emergency", "novice")


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a card; ``tone`` is ``strong``, ``good`` or ``plain``."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Own:
    """A member's own things on one card (`pages.own` fills it)."""

    saved: bool
    noted: bool
    tally: str
    """``"希望5項目中4項目一致"``; "" without a sheet for this kind of work."""
    met: tuple[str, ...]
    rest: tuple[str, ...]
    broken: tuple[str, ...]
    """Lines that cannot be given up and are not met."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a physician needs to decide whether to open a posting."""

    public_id: str
    url: str
    title: str
    kind: str
    facility: str
    facility_id: str
    """Its public id; "" where the name is hidden, for the id would link it to named postings."""
    facility_note: str
    place: str
    station: str
    pay: str
    pay_note: str
    hourly: str
    departments: str
    badges: tuple[Badge, ...]
    openings: tuple[str, ...]
    more_openings: int
    confirmed: str
    is_new: bool
    distance: str
    matched: str
    reasons: tuple[str, ...]
    own: Own | None = None
    """A member's own things; None for strangers."""


def card(listing: Listing, hit: Hit | None, query: Query, today: date) -> Card:
    """The card of one posting; ``hit`` says which opening matched and why."""
    facility, posting = listing.facility, listing.posting
    openings = _offered(listing, hit)
    best = openings[0] if openings else None
    bands = [band_words(band) for band in posting.pay_bands]
    wishes = [wish_label(query.wishes[at]) for at in hit.met] if hit else []
    return Card(
        public_id=listing.public_id,
        url=f"/jobs/{listing.public_id}/",
        title=posting.title,
        kind=KINDS.name(posting.kind),
        facility=HIDDEN_NAME if posting.name_hidden else facility.name,
        facility_id="" if posting.name_hidden else listing.facility_id,
        facility_note=FACILITY_KINDS.name(facility.kind),
        place=place_name(facility.municipality or facility.prefecture, full=True),
        station=station_words(facility.stations[0]) if facility.stations else "",
        pay="・".join(bands[:2]) or posting.pay_note or NOT_STATED,
        pay_note=posting.pay_note if bands else "",
        hourly=_hourly(listing, best),
        departments="・".join(DEPARTMENTS.name(code) for code in posting.departments[:4]),
        badges=_badges(listing),
        openings=tuple(opening_words(opening) for opening in openings[:_SHOWN_OPENINGS]),
        more_openings=max(0, len(openings) - _SHOWN_OPENINGS),
        confirmed=format_day(posting.confirmed_on) if posting.confirmed_on else NOT_STATED,
        is_new=(today - posting.published_on).days < NEW_FOR_DAYS,
        distance=f"約{max(1, round(hit.metres / 1000))}km"
        if hit and hit.metres is not None
        else "",
        matched=f"希望{len(query.wishes)}項目中{len(wishes)}項目一致" if query.wishes else "",
        reasons=tuple(wishes),
    )


def _offered(listing: Listing, hit: Hit | None) -> list[OpeningDraft]:
    """Openings with places left by day, but the one that matched first."""
    matched = hit.opening if hit else None
    pairs = zip(listing.openings, listing.posting.openings, strict=True)
    offered = [(number, it) for number, it in pairs if it.places_left > 0]
    offered.sort(key=lambda pair: (pair[0] != matched, pair[1].day or date.max, pair[0]))
    return [it for _, it in offered]


def _hourly(listing: Listing, opening: OpeningDraft | None) -> str:
    """時給換算, where the posting does not state an hourly wage itself."""
    stated = {band.basis for band in listing.posting.pay_bands}
    if opening is None or stated == {"hour"} or listing.posting.kind == FULLTIME:
        return ""
    hourly = opening_pay(listing.posting, opening).hourly
    words = format_range(hourly.low, hourly.high, short=False)
    return f"時給換算 {words}" if words else ""


def _badges(listing: Listing) -> tuple[Badge, ...]:
    facility, posting = listing.facility, listing.posting
    found = [Badge(FLAGS.name(code), "strong") for code in _SPECIAL if code in posting.flags]
    if posting.permitted_duty != UNKNOWN and _has_night(listing):
        tone = "good" if posting.permitted_duty == "yes" else "plain"
        found.append(Badge(f"宿日直{PERMITTED_DUTY.name(posting.permitted_duty)}", tone))
    found += [Badge(FLAGS.name(code), "good") for code in _TELLING_FLAGS if code in posting.flags]
    if facility.overtime_level != UNKNOWN:
        found.append(Badge(OVERTIME_LEVELS.name(facility.overtime_level)))
    return tuple(found)


def _has_night(listing: Listing) -> bool:
    nights = any(opening.slot in NIGHT_SLOTS for opening in listing.posting.openings)
    return nights or listing.posting.kind == FULLTIME
