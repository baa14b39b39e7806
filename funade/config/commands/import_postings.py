"""One import of postings: read, find each one's facility, publish batch by batch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from pathlib import Path
from typing import Final

from funade.apps.catalog.actions.postings import NewPosting, publish_postings
from funade.apps.catalog.enums import Source
from funade.apps.catalog.lookup import facilities_by_name, facilities_by_public_id
from funade.config.commands.import_report import Rejects, Report
from funade.config.commands.import_runs import opened, reject, unbroken
from funade.core.kernel.actor import IMPORTER
from funade.core.listings.posting_form import (
    FacilityRef,
    PostingRows,
    RejectedRows,
    read_postings,
    recognise_postings,
)
from funade.core.listings.rows import TableError
from funade.core.masters.addresses import address_key
from funade.core.masters.names import facility_key

BATCH: Final = 500
"""Postings of one transaction."""
POSTING_FORM: Final = (
    "求人の一覧として読めません。1行目に「求人番号」「働き方」「見出し」の見出しが要ります"
    "（ひな形: funade import template）"
)
UNKNOWN_FACILITY: Final = (
    "施設「{}」が登録されていません。先に funade import facilities で取り込んでください"
)
SEVERAL_FACILITIES: Final = (
    "施設「{}」が{}件あります。「都道府県」と「施設の所在地」か「施設ID」を書いてください"
)
NO_FACILITY: Final = (
    "施設がありません。「施設名」か「施設ID」を書くか、--facility で指定してください"
)

# Which items are missing differs from posting to posting; the page of each shows 記載なし.
_NOTES: Final = {"posting.law": "法律で示すべき項目に「記載なし」がある求人です"}


@dataclass(frozen=True, slots=True)
class PostingRun:
    """``facility`` is the public id or the name of the facility of rows that name none."""

    now: datetime
    today: date
    rejects: Path
    facility: str = ""


def import_postings(path: Path, run: PostingRun) -> Report:
    """One list of postings. Raises TableError when it is none."""
    report = Report(path.name, "求人")
    with opened(path, report) as (first, rest):
        places = recognise_postings(first)
        if places is None:
            raise TableError(POSTING_FORM)
        with Rejects(run.rejects, first.cells) as rejects:
            readings = read_postings(unbroken(rest, report), places, on=run.today)
            good = _good(readings, report, rejects)
            for batch in batched(good, BATCH):
                _publish(batch, run, report, rejects)
    return report


def _good(
    readings: Iterable[PostingRows | RejectedRows], report: Report, rejects: Rejects
) -> Iterator[PostingRows]:
    for reading in readings:
        if isinstance(reading, RejectedRows):
            for row, reason in reading.rows:
                reject(row, reason, report, rejects)
        else:
            report.notes.update(_NOTES.get(f.rule, f.message) for f in reading.warnings)
            yield reading


def _publish(
    batch: Sequence[PostingRows], run: PostingRun, report: Report, rejects: Rejects
) -> None:
    facilities = _Facilities([_ref(posting, run) for posting in batch])
    items = []
    for posting in batch:
        found = facilities.find(_ref(posting, run))
        if isinstance(found, int):
            items.append(NewPosting(found, posting.draft, posting.assumed))
            continue
        for row in posting.rows:
            reject(row, found, report, rejects)
    stored = publish_postings(actor=IMPORTER, items=items, source=Source.OWN, now=run.now)
    report.created += stored.created
    report.updated += stored.updated
    report.unchanged += stored.unchanged


def _ref(posting: PostingRows, run: PostingRun) -> FacilityRef:
    """The facility a posting names, else the one the command names."""
    ref = posting.facility
    if ref.public_id or ref.name or not run.facility:
        return ref
    return FacilityRef(public_id=run.facility, name=run.facility)


class _Facilities:
    """The facilities a batch may mean, read with two queries."""

    def __init__(self, refs: Sequence[FacilityRef]) -> None:
        self._by_id: Mapping[str, int] = facilities_by_public_id({ref.public_id for ref in refs})
        self._by_name = facilities_by_name({ref.name for ref in refs if ref.name})

    def find(self, ref: FacilityRef) -> int | str:
        """The id of the facility, or why there is none."""
        if ref.public_id in self._by_id:
            return self._by_id[ref.public_id]
        written = ref.name or ref.public_id
        if not written:
            return NO_FACILITY
        key = address_key(ref.address)
        found = [
            pk
            for pk, prefecture, address in self._by_name.get(facility_key(ref.name), [])
            if ref.prefecture in {"", prefecture} and key in {"", address}
        ]
        if len(found) > 1:
            return SEVERAL_FACILITIES.format(written, len(found))
        return found[0] if found else UNKNOWN_FACILITY.format(written)
