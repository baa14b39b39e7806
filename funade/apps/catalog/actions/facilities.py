"""Storing facilities from lists: again and again, without doubles, and without loss.

A facility is told apart by prefecture, name and address (`core.listings.identity`); each line of
each list it stands in is a `FacilityRecord`. One record *leads*: the first of the most trusted
list. Only the leader overwrites; every other line fills what is still unknown. So the order in
which lists are imported does not matter, and importing one again changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import transaction

from funade.apps.catalog.actions.index_log import note_changes
from funade.apps.catalog.actions.matching import Known, Line, Matches, match
from funade.apps.catalog.actions.postings import new_public_id
from funade.apps.catalog.enums import PostingStatus, Source
from funade.apps.catalog.models import Facility, FacilityRecord, Operator, Posting
from funade.core.kernel.actor import Actor
from funade.core.listings.draft import FacilityDraft
from funade.core.listings.identity import facility_identity, record_key
from funade.core.masters.facility import FACILITY_KINDS
from funade.core.masters.names import facility_key

BATCH: Final = 1_000
"""Drafts of one transaction, and rows of one statement."""
MAX_VANISHED_SHARE: Final = 0.5
"""If more of a list is missing than this, the file is taken for a part of it, not for news."""

_TRUST: Final = {Source.OWN: 0, Source.MHLW: 1, Source.INSURED: 2, Source.DEMO: 3}
_PRECISION: Final = {"unknown": 0, "municipality": 1, "town": 2, "exact": 3}

# Columns a list may state, and what stands there when it does not.
_UNSTATED: Final[dict[str, Any]] = {
    "name": "",
    "name_kana": "",
    "operator_id": None,
    "kind": "other",
    "municipality": "",
    "postal_code": "",
    "address": "",
    "stations": [],
    "beds": None,
    "emergency": "unknown",
    "overtime_level": "unknown",
    "permitted_duty": "unknown",
    "website": "",
}
_POINT: Final = ("latitude", "longitude", "precision")
_KEYS: Final = ("prefecture", "name_key", "address_key")


class Scope(NamedTuple):
    """A part of a list that comes or goes as a whole: ナビイ publishes clinics apart from
    hospitals, the bureaus each their own prefectures."""

    prefecture: str
    group: str


@dataclass(slots=True)
class StoredFacilities:
    """What happened to the lines of a list, and what `mark_vanished` needs to know."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    records: set[str] = field(default_factory=set)
    scopes: set[Scope] = field(default_factory=set)

    def add(self, other: "StoredFacilities") -> None:
        """Count another batch of the same list in."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.records |= other.records
        self.scopes |= other.scopes


@transaction.atomic
def store_facilities(
    *, actor: Actor, drafts: Sequence[FacilityDraft], source: str, as_of: date, now: datetime
) -> StoredFacilities:
    """Store one batch of a list in one transaction; ``as_of`` is the day the list speaks of.

    Queries do not grow with the batch. What a batch changes is whole or not there at all, so an
    import that was killed is simply run again.
    """
    lines = _lines(drafts)
    matches = match(lines, source, as_of)
    stored = StoredFacilities(
        records={line.record for line in lines},
        scopes={_scope(line.draft.prefecture, line.draft.kind) for line in lines},
    )
    touched: list[FacilityRecord] = []
    for line in lines:
        outcome = _apply(line, matches, source, as_of, touched)
        setattr(stored, outcome, getattr(stored, outcome) + 1)
    _save(matches.all(), now)
    _save_records(touched)
    return stored


@dataclass(frozen=True, slots=True)
class Vanished:
    """Records marked as gone, or ``withheld``: too many for the file to be the whole list."""

    marked: int = 0
    withheld: int = 0


@transaction.atomic
def mark_vanished(
    *,
    actor: Actor,
    source: str,
    as_of: date,
    stored: StoredFacilities,
    unreadable: Collection[str] = (),
) -> Vanished:
    """Mark the lines that a list no longer has. Only after every row of it has been read.

    Looks only where the list has lines at all (`Scope`); ``unreadable`` holds the ids of rejected
    rows, whose facilities are not gone but misspelt. Facilities themselves stay.
    """
    present, missing = 0, []
    records = FacilityRecord.objects.filter(
        source=source, vanished_on__isnull=True, as_of__lte=as_of
    ).values_list("pk", "record_key", "external_id", "facility__prefecture", "facility__kind")
    for pk, key, external_id, prefecture, kind in records.order_by("pk").iterator(BATCH):
        if key in stored.records or external_id in unreadable:
            present += 1
        elif _scope(prefecture, kind) in stored.scopes:
            missing.append(pk)
    if len(missing) > MAX_VANISHED_SHARE * (present + len(missing)):
        return Vanished(withheld=len(missing))
    for chunk in _chunks(missing):
        FacilityRecord.objects.filter(pk__in=chunk).update(vanished_on=as_of)
    return Vanished(marked=len(missing))


def _scope(prefecture: str, kind: str) -> Scope:
    choice = FACILITY_KINDS.get(kind)
    return Scope(prefecture, choice.group if choice else "")


def _chunks[T](items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _lines(drafts: Sequence[FacilityDraft]) -> list[Line]:
    operators = _operators({draft.operator for draft in drafts if draft.operator})
    lines = []
    for draft in drafts:
        identity = facility_identity(draft)
        values = {name: getattr(draft, name, None) for name in _UNSTATED}
        values["operator_id"] = operators.get(facility_key(draft.operator))
        values["stations"] = [asdict(station) for station in draft.stations]
        stated = {name: value for name, value in values.items() if value != _UNSTATED[name]}
        key = record_key(draft.external_id, identity)
        lines.append(Line(draft, identity, key, stated))
    return lines


def _operators(names: Collection[str]) -> dict[str, int]:
    """Ids of operators by key; those not yet known are created."""
    if not names:
        return {}
    by_key = {facility_key(name): name for name in sorted(names)}
    Operator.objects.bulk_create(
        [Operator(name=name, name_key=key) for key, name in by_key.items()], ignore_conflicts=True
    )
    rows = Operator.objects.filter(name_key__in=by_key)
    return dict(rows.order_by("pk").values_list("name_key", "pk"))


def _apply(
    line: Line,
    matches: Matches,
    source: str,
    as_of: date,
    touched: list[FacilityRecord],
) -> str:
    """Bring a line into its facility; which of the counts of `StoredFacilities` it belongs to."""
    facility = matches.find(line)
    created = facility is None
    if facility is None:
        row = Facility(public_id=new_public_id(), fictional=line.draft.fictional)
        row.prefecture, row.name_key, row.address_key = line.identity
        facility = matches.by_identity[line.identity] = Known(row)
    own = next((r for r in facility.records if _is(r, source, line.record)), None)
    leads = created or _leads(facility.records, own, source)
    changed = _set_columns(facility, line, leads=leads)
    if own is None:
        own = FacilityRecord(
            facility=facility.row,
            source=source,
            external_id=line.draft.external_id,
            record_key=line.record,
            as_of=as_of,
        )
        facility.records.append(own)
        touched.append(own)
    elif own.vanished_on or own.as_of < as_of:
        changed = changed or own.vanished_on is not None
        own.vanished_on, own.as_of = None, max(own.as_of, as_of)
        touched.append(own)
    return "created" if created else "updated" if changed else "unchanged"


def _is(record: FacilityRecord, source: str, key: str) -> bool:
    return record.source == source and record.record_key == key


def _leads(records: Sequence[FacilityRecord], own: FacilityRecord | None, source: str) -> bool:
    """Whether a line may overwrite: its record is the first of the most trusted list.

    A facility without any record was entered by hand, which only our own list may overwrite.
    """
    present = [record for record in records if record.vanished_on is None or record is own]
    if not present:
        return bool(records) or source == Source.OWN
    leader = min(present, key=lambda record: _TRUST[Source(record.source)])
    if own is not None:
        return leader is own
    return _TRUST[Source(source)] < _TRUST[Source(leader.source)]


def _set_columns(facility: Known, line: Line, *, leads: bool) -> bool:
    """Write what the line states and may decide; whether anything changed."""
    row = facility.row
    columns = {
        name: value
        for name, value in line.columns.items()
        if leads or getattr(row, name) == _UNSTATED[name]
    }
    columns |= _point(row, line.draft, leads=leads)
    if leads and line.renames:
        columns |= dict(zip(_KEYS, line.identity, strict=True))
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    facility.changed.update(changed)
    return bool(changed)


def _point(row: Facility, draft: FacilityDraft, *, leads: bool) -> dict[str, Any]:
    """A more exact point replaces a less exact one, whichever list it comes from."""
    ours, theirs = _PRECISION[row.precision], _PRECISION[draft.precision]
    if theirs > ours or (leads and theirs == ours):
        return {name: getattr(draft, name) for name in _POINT}
    return {}


def _save(facilities: Sequence[Known], now: datetime) -> None:
    fresh = [facility.row for facility in facilities if _is_fresh(facility.row)]
    for row in fresh:
        row.created_at = row.updated_at = now
    old = [facility for facility in facilities if facility.changed and not _is_fresh(facility.row)]
    Facility.objects.bulk_create(fresh, BATCH)
    for facility in old:
        facility.row.updated_at = now
    if old:
        names = set().union(*(facility.changed for facility in old)) | {"updated_at"}
        Facility.objects.bulk_update([facility.row for facility in old], sorted(names), BATCH)
        _tell_index([facility.row.pk for facility in old])


def _save_records(records: Sequence[FacilityRecord]) -> None:
    fresh = [record for record in records if _is_fresh(record)]
    old = [record for record in records if not _is_fresh(record)]
    FacilityRecord.objects.bulk_create(fresh, BATCH)
    FacilityRecord.objects.bulk_update(old, ["record_key", "as_of", "vanished_on"], BATCH)


def _is_fresh(row: Facility | FacilityRecord) -> bool:
    pk: int | None = row.pk
    return pk is None


def _tell_index(facilities: Iterable[int]) -> None:
    """The published postings of changed facilities have changed for the search index."""
    postings = Posting.objects.filter(facility__in=facilities, status=PostingStatus.PUBLISHED)
    ids = postings.order_by("pk").values_list("pk", flat=True)
    note_changes(ids)
