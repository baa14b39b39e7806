"""One import of one file: read, place, store batch by batch, and account for every row.

A batch is a transaction. What was stored before a run was stopped, however brutally, is found
unchanged by the next one, so the remedy is always to run it again.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched, chain
from pathlib import Path
from typing import Final

from funade.apps.catalog.actions.facilities import BATCH as FACILITY_BATCH
from funade.apps.catalog.actions.facilities import (
    StoredFacilities,
    mark_vanished,
    store_facilities,
)
from funade.apps.catalog.actions.towns import BATCH as TOWN_BATCH
from funade.apps.catalog.actions.towns import store_towns
from funade.config.commands.import_report import Rejects, Report, counted, shown_progress
from funade.core.kernel.actor import IMPORTER
from funade.core.listings.draft import FacilityDraft
from funade.core.listings.facility_forms import (
    INSURED,
    MHLW,
    Form,
    Rejection,
    place,
    recognise,
)
from funade.core.listings.geocode import Gazetteer
from funade.core.listings.rows import Row, TableError
from funade.core.listings.tables import open_table
from funade.core.listings.town_forms import Skipped, TownDraft, read_towns, recognise_towns

CREDITS: Final = {
    MHLW: "出典：厚生労働省 医療情報ネット（ナビイ）",
    INSURED: "出典：地方厚生局 保険医療機関一覧",
}
_COMPLETE_LISTS: Final = frozenset({MHLW, INSURED})
"""Lists that hold all there is; what they lack has vanished. Our own is often a few lines."""

TOWN_FORM: Final = (
    "位置データではありません。都道府県・市区町村・町名・緯度・経度の見出しが要ります"
)
FACILITY_FORM: Final = (
    "施設一覧として読めません。1行目に「施設名」と「所在地」などの見出しがあるか確認してください"
)


@dataclass(frozen=True, slots=True)
class FacilityRun:
    """What holds for every file of one command. ``source`` "" means: by the form.

    ``complete`` says whether the file is the whole list; None leaves it to the form.
    """

    gazetteer: Gazetteer
    now: datetime
    as_of: date
    rejects: Path
    source: str = ""
    complete: bool | None = None


@contextmanager
def opened(path: Path, report: Report) -> Iterator[tuple[Row, Iterator[Row]]]:
    """The first row and an iterator over the following, counted and shown. Raises TableError."""
    with open_table(path) as table, shown_progress(table, path.name) as progress:
        rows = iter(table.rows)
        first = next(rows, None)
        if first is None:
            raise TableError("行がありません")
        yield first, counted(rows, table, progress, report)


def unbroken(rows: Iterator[Row], report: Report) -> Iterator[Row]:
    """The rows up to where the file is damaged; what comes before is good."""
    try:
        yield from rows
    except TableError as error:
        report.trouble = str(error)


def import_facilities(path: Path, run: FacilityRun) -> Report:
    """One list of facilities. Raises TableError when it is none."""
    report = Report(path.name, "")
    with opened(path, report) as (first, rest):
        form = recognise(first)
        if form is None or run.source not in {"", form.source}:
            raise TableError(FACILITY_FORM)
        report.label = f"{form.label}、{run.as_of.isoformat()}時点"
        rows = unbroken(rest, report)
        if not form.has_header:
            report.read += 1
            rows = chain([first], rows)
        header = first.cells if form.has_header else [column.header for column in form.columns]
        with Rejects(run.rejects, header) as rejects:
            _store_facilities(form, rows, run, report, rejects)
    if credit := CREDITS.get(form.source):
        report.lines.append(credit)
    return report


def _store_facilities(
    form: Form, rows: Iterable[Row], run: FacilityRun, report: Report, rejects: Rejects
) -> None:
    stored, unreadable = StoredFacilities(), set[str]()
    drafts = _facility_drafts(form, rows, run.gazetteer, report, rejects, unreadable)
    for batch in batched(drafts, FACILITY_BATCH):
        stored.add(
            store_facilities(
                actor=IMPORTER, drafts=batch, source=form.source, as_of=run.as_of, now=run.now
            )
        )
        report.created, report.updated = stored.created, stored.updated
        report.unchanged = stored.unchanged
    complete = form.source in _COMPLETE_LISTS if run.complete is None else run.complete
    if complete and not report.trouble:
        _mark_vanished(form.source, run, stored, unreadable, report)


def _facility_drafts(
    form: Form,
    rows: Iterable[Row],
    gazetteer: Gazetteer,
    report: Report,
    rejects: Rejects,
    unreadable: set[str],
) -> Iterator[FacilityDraft]:
    """Drafts of the good rows; the others go to the file of rejected rows."""
    for row in rows:
        reading = form.read(row)
        if isinstance(reading, Rejection):
            reject(row, reading.reason, report, rejects)
            unreadable.add(reading.external_id)
            continue
        placed = place(reading, gazetteer)
        report.notes.update(placed.notes)
        report.located[placed.draft.precision] += 1
        yield placed.draft


def reject(row: Row, reason: str, report: Report, rejects: Rejects) -> None:
    """Count a row that is not taken, and keep it with its reason."""
    report.reasons[reason] += 1
    rejects.write(row, reason)


def _mark_vanished(
    source: str,
    run: FacilityRun,
    stored: StoredFacilities,
    unreadable: set[str],
    report: Report,
) -> None:
    vanished = mark_vanished(
        actor=IMPORTER,
        source=source,
        as_of=run.as_of,
        stored=stored,
        unreadable=unreadable - {""},
    )
    if vanished.marked:
        report.lines.append(
            f"一覧から消えた施設に印を付けました: {vanished.marked:,}（削除はしません）"
        )
    if vanished.withheld:
        report.lines.append(
            f"前回の一覧の{vanished.withheld:,}行がありません。"
            "一部だけのファイルとみなし、消えた施設の印は付けませんでした"
        )


def import_towns(path: Path, rejects_path: Path) -> Report:
    """One gazetteer. Raises TableError when it is none."""
    report = Report(path.name, "位置データ")
    with opened(path, report) as (first, rest):
        places = recognise_towns(first)
        if places is None:
            raise TableError(TOWN_FORM)
        with Rejects(rejects_path, first.cells) as rejects:
            readings = read_towns(unbroken(rest, report), places)
            for batch in batched(_towns(readings, report, rejects), TOWN_BATCH):
                stored = store_towns(actor=IMPORTER, towns=batch)
                report.created += stored.created
                report.updated += stored.updated
                report.unchanged += stored.unchanged
    return report


def _towns(
    readings: Iterable[tuple[Row, TownDraft | Rejection | Skipped]],
    report: Report,
    rejects: Rejects,
) -> Iterator[TownDraft]:
    for row, reading in readings:
        match reading:
            case TownDraft():
                yield reading
            case Skipped(note):
                report.skipped += 1
                report.notes[note] += 1
            case Rejection(reason):
                reject(row, reason, report, rejects)
