"""Which stored facility a line of a list means: read with a handful of queries per batch."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from funade.apps.catalog.models import Facility, FacilityRecord
from funade.core.listings.draft import FacilityDraft
from funade.core.listings.identity import FacilityIdentity


@dataclass(slots=True)
class Line:
    """A draft with its keys, and the columns it states."""

    draft: FacilityDraft
    identity: FacilityIdentity
    record: str
    columns: dict[str, Any]
    renames: bool = False
    """Whether it gives a new name or address to a facility known by its id."""


@dataclass(slots=True)
class Known:
    """A facility, stored or about to be, with the records that point at it."""

    row: Facility
    records: list[FacilityRecord] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Matches:
    """The facilities that the lines of a batch mean, as far as they are known."""

    by_record: dict[str, Known] = field(default_factory=dict)
    by_identity: dict[FacilityIdentity, Known] = field(default_factory=dict)

    def find(self, line: Line) -> Known | None:
        """By its own record, else by identity.

        The record comes first: a facility that a more trusted list renamed still has the lines
        of other lists under its former name.
        """
        return self.by_record.get(line.record) or self.by_identity.get(line.identity)

    def all(self) -> list[Known]:
        """Each facility once, in the order of the lines."""
        every = [*self.by_record.values(), *self.by_identity.values()]
        return list({id(known): known for known in every}.values())


def match(lines: Sequence[Line], source: str, as_of: date) -> Matches:
    """What is stored of a batch; marks the lines that rename a facility."""
    known: dict[int, Known] = {}
    matches = Matches()
    _by_record(lines, source, known, matches)
    _by_identity(lines, known, matches)
    for line in lines:
        if found := matches.by_record.get(line.record):
            matches.by_identity.setdefault(line.identity, found)
    renamed = _by_older_id([line for line in lines if not matches.find(line)], source, as_of, known)
    for record in FacilityRecord.objects.filter(facility__in=known).order_by("pk"):
        if taker := renamed.get(record.pk):
            record.record_key, taker.renames = taker.record, True
            matches.by_record[taker.record] = known[record.facility_id]
            matches.by_identity[taker.identity] = known[record.facility_id]
        known[record.facility_id].records.append(record)
    return matches


def _by_record(
    lines: Sequence[Line], source: str, known: dict[int, Known], matches: Matches
) -> None:
    keys = {line.record for line in lines}
    records = FacilityRecord.objects.filter(source=source, record_key__in=keys)
    for record in records.select_related("facility").order_by("pk"):
        found = known.setdefault(record.facility_id, Known(record.facility))
        matches.by_record[record.record_key] = found


def _by_identity(lines: Sequence[Line], known: dict[int, Known], matches: Matches) -> None:
    wanted = {line.identity for line in lines}
    rows = Facility.objects.filter(
        prefecture__in={identity.prefecture for identity in wanted},
        name_key__in={identity.name_key for identity in wanted},
    )
    for row in rows.order_by("pk"):
        identity = FacilityIdentity(row.prefecture, row.name_key, row.address_key)
        if identity in wanted:
            matches.by_identity[identity] = known.setdefault(row.pk, Known(row))


def _by_older_id(
    lines: Sequence[Line], source: str, as_of: date, known: dict[int, Known]
) -> dict[int, Line]:
    """Lines by the record they take over: a facility moved or was renamed since an older edition.

    The same id, carried by one older line only, with name or address unchanged. Anything less
    is taken for another facility, because ids repeat.
    """
    ids = {line.draft.external_id for line in lines} - {""}
    if not ids or not FacilityRecord.objects.filter(source=source, as_of__lt=as_of).exists():
        return {}
    records: dict[str, list[FacilityRecord]] = defaultdict(list)
    carriers = FacilityRecord.objects.filter(source=source, external_id__in=ids)
    for record in carriers.select_related("facility").order_by("pk"):
        records[record.external_id].append(record)
    taken: dict[int, Line] = {}
    for line in lines:
        match records.pop(line.draft.external_id, []):
            case [only] if only.as_of < as_of and _half_same(only.facility, line.identity):
                if only.facility_id not in known:
                    known[only.facility_id] = Known(only.facility)
                    taken[only.pk] = line
    return taken


def _half_same(row: Facility, identity: FacilityIdentity) -> bool:
    same_name = row.name_key == identity.name_key
    same_address = row.address_key == identity.address_key
    return row.prefecture == identity.prefecture and same_name != same_address
