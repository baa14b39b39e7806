"""The import template of postings: its columns, its rows as drafts, and drafts as its rows.

One row is one opening; rows with the same 求人番号 are one posting. What belongs to the posting may
stand in its first row only, or in all of them alike. If one row of a posting is wrong the whole
posting is held back: storing it without that opening would close the opening.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from funade.core.kernel.finding import Finding
from funade.core.listings.check import check_posting, errors
from funade.core.listings.columns import find_columns, read_cells
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.listings.posting_columns import (
    OPENING_COLUMNS,
    POSTING_COLUMNS,
    REFERENCE_COLUMNS,
    TEMPLATE_COLUMNS,
    TERM_COLUMNS,
)
from funade.core.listings.rows import Row

COMMENT: Final = "#"
"""Rows whose first cell begins so are explanations of the template."""
DEFAULT_DAYS: Final = 90
"""How long a posting without 掲載期限 and without a dated shift is shown."""

_NEEDED: Final = {"external_id", "kind", "title"}
_POSTING_FIELDS: Final = tuple(c.field for c in (*REFERENCE_COLUMNS, *POSTING_COLUMNS))
_TERM_FIELDS: Final = tuple(c.field for c in TERM_COLUMNS)
_HEADERS: Final = {column.field: column.header for column in TEMPLATE_COLUMNS}
_REQUIRED: Final = tuple(column for column in TEMPLATE_COLUMNS if column.required)


@dataclass(frozen=True, slots=True)
class FacilityRef:
    """How a posting names its facility: by public id, or by name with place."""

    public_id: str = ""
    name: str = ""
    prefecture: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PostingRows:
    """A posting read from its rows; ``warnings`` do not keep it out."""

    rows: tuple[Row, ...]
    draft: PostingDraft
    facility: FacilityRef
    warnings: tuple[Finding, ...] = ()
    assumed: frozenset[str] = frozenset()
    """Dates of the draft that the file does not state."""


@dataclass(frozen=True, slots=True)
class RejectedRows:
    """Rows of one posting, each with a reason."""

    rows: tuple[tuple[Row, str], ...]


type PostingReading = PostingRows | RejectedRows


@dataclass(slots=True)
class _Read:
    row: Row
    values: Mapping[str, Any]
    problems: list[str]


def recognise_postings(first: Row) -> Mapping[str, int] | None:
    """Where the template's columns stand, or None if this is no list of postings."""
    places = find_columns(TEMPLATE_COLUMNS, first.cells)
    return places if places.keys() >= _NEEDED else None


def read_postings(
    rows: Iterable[Row], places: Mapping[str, int], *, on: date
) -> Iterator[PostingReading]:
    """The postings of a file, in the order of their first rows. ``on`` is today.

    Holds all rows in memory, because those of one posting may stand anywhere.
    """
    groups: dict[str, list[_Read]] = {}
    for row in rows:
        if row.problem:
            yield RejectedRows(((row, row.problem),))
        elif not row.cells[0].startswith(COMMENT):
            read = _read(row, places)
            number = read.values.get("external_id", "")
            groups.setdefault(number or f"\0{row.line}", []).append(read)
    for group in groups.values():
        yield _posting(group, on)


def _read(row: Row, places: Mapping[str, int]) -> _Read:
    cells = read_cells(TEMPLATE_COLUMNS, places, row.cells, check_required=False)
    return _Read(row, cells.values, list(cells.problems))


def _posting(group: Sequence[_Read], on: date) -> PostingReading:
    merged = _merge(group)
    first = group[0]
    first.problems += [
        f"「{column.header}」が空です。必ず書いてください"
        for column in _REQUIRED
        if column.field not in merged and not first.problems
    ]
    if any(read.problems for read in group):
        return _rejected(group)
    draft = _draft(merged, group, on)
    findings = check_posting(draft, on=on)
    if wrong := errors(findings):
        first.problems += [finding.message for finding in wrong]
        return _rejected(group)
    names = ("facility_id", "facility", "facility_prefecture", "facility_address")
    facility = FacilityRef(*(merged.get(name, "") for name in names))
    rows = tuple(read.row for read in group)
    assumed = frozenset({"published_on", "expires_on"} - merged.keys())
    return PostingRows(rows, draft, facility, findings, assumed)


def _merge(group: Sequence[_Read]) -> dict[str, Any]:
    """The values of the posting; a later row may repeat them but not contradict."""
    merged: dict[str, Any] = {}
    for read in group:
        for name in (*_POSTING_FIELDS, *_TERM_FIELDS):
            if name not in read.values:
                continue
            if merged.setdefault(name, read.values[name]) != read.values[name]:
                read.problems.append(
                    f"「{_HEADERS[name]}」が同じ求人番号の前の行と違います。揃えるか、空にしてください"
                )
    return merged


def _rejected(group: Sequence[_Read]) -> RejectedRows:
    elsewhere = "同じ求人番号の別の行に誤りがあるため、求人全体を取り込んでいません"
    return RejectedRows(tuple((read.row, "／".join(read.problems) or elsewhere) for read in group))


def _draft(merged: Mapping[str, Any], group: Sequence[_Read], on: date) -> PostingDraft:
    openings = tuple(_opening(read.values) for read in group)
    published = merged.get("published_on", on)
    departments, strayed_duties = merged.get("departments", ((), ()))
    duties, strayed_departments = merged.get("duties", ((), ()))
    direct = {c.field: merged[c.field] for c in POSTING_COLUMNS if c.field in merged}
    draft = PostingDraft(
        **{
            "published_on": published,
            "expires_on": _last_day(openings, published),
            "external_id": merged["external_id"],
            **direct,
            "openings": openings,
        }
    )
    return replace(
        draft,
        departments=tuple(dict.fromkeys((*departments, *strayed_departments))),
        duties=tuple(dict.fromkeys((*duties, *strayed_duties))),
        terms={
            name.removeprefix("terms."): merged[name] for name in _TERM_FIELDS if name in merged
        },
    )


def _last_day(openings: Sequence[OpeningDraft], published: date) -> date:
    """The last shift if all are dated, else `DEFAULT_DAYS` from publication."""
    days = [opening.day for opening in openings if opening.day]
    if openings and len(days) == len(openings):
        return max(published, *days)
    return published + timedelta(days=DEFAULT_DAYS)


def _opening(values: Mapping[str, Any]) -> OpeningDraft:
    stated = {c.field: values[c.field] for c in OPENING_COLUMNS if c.field in values}
    starts, ends = stated.pop("hours", (None, None))
    cadence, weeks = stated.pop("cadence", ("", ()))
    places = stated.get("places", 1)
    return OpeningDraft(
        **{
            "slot": "custom",
            "starts": starts,
            "ends": ends,
            "places_left": places,
            **stated,
            "cadence": cadence,
            "cadence_weeks": weeks,
        }
    )
