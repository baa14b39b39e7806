"""Writing postings in the form `posting_form` reads: the empty template and the export.

The explanation of the columns travels with the template: a second sheet in XLSX, ``columns`` in
JSON, and lines beginning with # in CSV, which the importer passes over.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from funade.core.kernel.calendar import format_hours, format_minute
from funade.core.kernel.yen import format_yen
from funade.core.listings.columns import Column, escape
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.listings.posting_columns import TEMPLATE_COLUMNS, TERM_PREFIX
from funade.core.listings.posting_form import COMMENT, FacilityRef
from funade.core.listings.posting_values import show_bands, show_cadence, show_extras
from funade.core.masters.areas import PREFECTURES
from funade.core.masters.choice import Choice, Master
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import PERMITTED_DUTY
from funade.core.masters.flags import FLAGS
from funade.core.masters.pay import TRANSPORT
from funade.core.masters.work import KINDS, SLOTS, WEEKDAYS

FORMATS: Final = ("csv", "xlsx", "json")
HEADER: Final = tuple(column.header for column in TEMPLATE_COLUMNS)
GUIDE_HEADER: Final = ("列名", "必須", "説明", "例", "書ける値")
SHEET, GUIDE_SHEET = "求人", "列の説明"
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8EEF4")


def _guide(column: Column) -> tuple[str, ...]:
    required = "必須" if column.required else ""
    return (column.header, required, column.help, column.example, "、".join(column.choices))


GUIDE: Final = tuple(_guide(column) for column in TEMPLATE_COLUMNS)
"""One row per column of the template, under `GUIDE_HEADER`."""


def _joined[C: Choice](master: Master[C], codes: Sequence[str]) -> str:
    return "、".join(master.name(code) for code in codes)


def to_rows(draft: PostingDraft, facility: FacilityRef) -> list[dict[str, str]]:
    """A posting as rows of the template by header, one per opening, all columns filled in."""
    values = _reference(facility) | _posting(draft)
    values |= {f"{TERM_PREFIX}{code}": text for code, text in draft.terms.items()}
    rows = [values | _opening(opening) for opening in draft.openings or (None,)]
    return [
        {column.header: row.get(column.field, "") for column in TEMPLATE_COLUMNS} for row in rows
    ]


def _reference(facility: FacilityRef) -> dict[str, str]:
    return {
        "facility_id": facility.public_id,
        "facility": facility.name,
        "facility_prefecture": PREFECTURES.name(facility.prefecture) if facility.prefecture else "",
        "facility_address": facility.address,
    }


def _posting(draft: PostingDraft) -> dict[str, str]:
    return {
        "external_id": draft.external_id,
        "kind": KINDS.name(draft.kind),
        "title": draft.title,
        "name_hidden": "はい" if draft.name_hidden else "いいえ",
        "departments": _joined(DEPARTMENTS, draft.departments),
        "duties": _joined(DUTIES, draft.duties),
        "flags": _joined(FLAGS, draft.flags),
        "permitted_duty": PERMITTED_DUTY.name(draft.permitted_duty),
        "pay_bands": show_bands(draft.pay_bands),
        "pay_extras": show_extras(draft.pay_extras),
        "pay_note": draft.pay_note,
        "transport": TRANSPORT.name(draft.transport),
        "transport_yen": _shown(format_yen, draft.transport_yen),
        "week_minutes": _shown(_week, draft.week_minutes),
        "published_on": draft.published_on.isoformat(),
        "confirmed_on": draft.confirmed_on.isoformat() if draft.confirmed_on else "",
        "expires_on": draft.expires_on.isoformat(),
    }


def _opening(opening: OpeningDraft | None) -> dict[str, str]:
    if opening is None:
        return {}
    values = {
        "slot": SLOTS.name(opening.slot),
        "day": opening.day.isoformat() if opening.day else "",
        "weekdays": _joined(WEEKDAYS, opening.weekdays),
        "cadence": show_cadence(opening.cadence, opening.cadence_weeks),
        "breaks": _shown(str, opening.breaks),
        "places": str(opening.places),
        "places_left": str(opening.places_left),
    }
    if opening.starts is not None and opening.ends is not None:
        return values | {"hours": format_hours(opening.starts, opening.ends)}
    return values | {
        "starts": _shown(format_minute, opening.starts),
        "ends": _shown(format_minute, opening.ends),
    }


def _shown(show: Callable[[int], str], value: int | None) -> str:
    return "" if value is None else show(value)


def _week(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}時間{rest}分" if rest else f"{hours}時間"


def write_postings(rows: Sequence[Mapping[str, str]], format_: str) -> bytes:
    """Rows (see `to_rows`) as a file of one of `FORMATS`; none gives the empty template.

    Raises KeyError for another format.
    """
    return _WRITERS[format_](rows)


def _write_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([escape(row.get(name, "")) for name in HEADER] for row in rows)
    if not rows:
        writer.writerow([f"{COMMENT} ここから下は列の説明です。#で始まる行は取り込みません"])
        writer.writerows((f"{COMMENT} {name}", *rest) for name, *rest in (GUIDE_HEADER, *GUIDE))
    return text.getvalue().encode("utf-8-sig")


def _write_json(rows: Sequence[Mapping[str, str]]) -> bytes:
    filled = [{name: value for name, value in row.items() if value} for row in rows]
    document: dict[str, Any] = {
        "columns": [dict(zip(GUIDE_HEADER, line, strict=True)) for line in GUIDE],
        "postings": filled,
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _write_xlsx(rows: Sequence[Mapping[str, str]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _fill(sheet, HEADER, [[escape(row.get(name, "")) for name in HEADER] for row in rows], 18)
    _fill(book.create_sheet(GUIDE_SHEET), GUIDE_HEADER, GUIDE, 30)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """A sheet with a header that stays in sight; every cell is text, so that 0113 stays 0113."""
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    for at in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.cell(1, at).font = Font(bold=True)
        sheet.cell(1, at).fill = _HEAD_FILL
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


_WRITERS: Final = {"csv": _write_csv, "xlsx": _write_xlsx, "json": _write_json}
