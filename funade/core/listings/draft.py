"""A facility and a posting as plain values, whatever they came from.

Importers, the demo generator and (later) the facility's form make drafts; `check` finds what is
wrong with them; `apps.catalog.actions` stores them; `document` makes them searchable. Unknown is
None, "" or the code ``unknown``, never 0.
"""

from dataclasses import dataclass, field
from datetime import date

from funade.core.terms.wages import PayBand


@dataclass(frozen=True, slots=True)
class Station:
    """最寄り駅. ``means`` is 徒歩, バス or 車; ``minutes`` None when not stated."""

    line: str
    station: str
    means: str = "徒歩"
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityDraft:
    """医療機関. ``prefecture`` and ``municipality`` are codes of `masters.areas`."""

    name: str
    name_kana: str = ""
    operator: str = ""
    kind: str = "other"
    prefecture: str
    municipality: str = ""
    postal_code: str = ""
    """Seven digits."""
    address: str = ""
    """From the prefecture on, as written."""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "unknown"
    """``exact``, ``town``, ``municipality`` or ``unknown``; see `apps.catalog.enums`."""
    stations: tuple[Station, ...] = ()
    beds: int | None = None
    emergency: str = "unknown"
    overtime_level: str = "unknown"
    permitted_duty: str = "unknown"
    website: str = ""
    fictional: bool = False
    external_id: str = ""
    """The id in the list it came from."""


@dataclass(frozen=True, slots=True)
class PayExtra:
    """追加の手当: ``PayExtra("救急車", 5000, "1台")``."""

    label: str
    amount: int
    per: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningDraft:
    """募集枠. Minutes run from JST midnight of the (first) day: 翌8:30 is 1,950."""

    slot: str
    day: date | None = None
    weekdays: tuple[str, ...] = ()
    """Codes of `masters.work.WEEKDAYS`; for recurring work only, a day knows its own."""
    cadence: str = ""
    cadence_weeks: tuple[int, ...] = ()
    """For cadence ``nth``: (2, 4) is 第2・第4."""
    starts: int | None = None
    ends: int | None = None
    breaks: int | None = None
    """Minutes of break within the shift; None when not stated."""
    places: int = 1
    places_left: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingDraft:
    """求人 with its openings; codes follow `core.masters`, ``terms`` `core.terms.fields`."""

    external_id: str = ""
    kind: str
    title: str
    name_hidden: bool = False
    departments: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    permitted_duty: str = "unknown"
    pay_bands: tuple[PayBand, ...] = ()
    pay_extras: tuple[PayExtra, ...] = ()
    pay_note: str = ""
    transport: str = "unknown"
    transport_yen: int | None = None
    week_minutes: int | None = None
    terms: dict[str, str] = field(default_factory=dict)
    published_on: date
    confirmed_on: date | None = None
    expires_on: date
    openings: tuple[OpeningDraft, ...] = ()
