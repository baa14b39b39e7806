"""Lists of facilities: which form a file has, and its rows as drafts.

Four forms are known: 医療情報ネット（ナビイ） with 65 columns and cut to 7, the insured
institutions of the regional bureaus (no header), and our own with Japanese headers. A row becomes
a draft or is rejected with a reason; what a list does not state stays unknown. The 「…に休診」
flags of ナビイ say the opposite of their name (1 = open); the catalog stores no opening hours, so
they are passed over.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from funade.core.kernel.text import to_digits
from funade.core.listings.columns import Column, find_columns, read_cells
from funade.core.listings.draft import FacilityDraft
from funade.core.listings.facility_columns import (
    FACILITY_COLUMNS,
    INSURED_COLUMNS,
    MHLW_COLUMNS,
)
from funade.core.listings.geocode import Gazetteer, municipalities_named
from funade.core.listings.rows import Row
from funade.core.listings.values import BadValueError
from funade.core.masters.addresses import split_prefecture
from funade.core.masters.areas import PREFECTURES, municipalities

MHLW: Final = "mhlw"
INSURED: Final = "insured"
OWN: Final = "own"

SOUTH, NORTH, WEST, EAST = 20.0, 46.0, 122.0, 154.0
"""Degrees that hold all of Japan, 沖ノ鳥島 to 択捉島 and 与那国島 to 南鳥島."""

NO_POINT: Final = "座標が0.0（不明）のため、住所から位置を求めました"
FAR_POINT: Final = "座標が日本の外にあるため使わず、住所から位置を求めました"
BAD_SITE: Final = "ホームページの値がURLではないため、取り込みませんでした"
NO_TOWN: Final = "住所の町名が位置データにないため、市区町村の位置にしました"
NO_PLACE: Final = "住所から位置が分かりませんでした（位置不明として取り込みました）"


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """A draft, and notes on what was set right on the way."""

    draft: FacilityDraft
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row cannot be taken; ``external_id`` as far as the row has one."""

    reason: str
    external_id: str = ""


type Reading = FacilityRow | Rejection


@dataclass(frozen=True, slots=True)
class Form:
    """A recognised form. ``places`` says where its columns stand in this file."""

    source: str
    """Code in `apps.catalog.enums.Source`."""
    label: str
    columns: tuple[Column, ...]
    complete: Callable[[dict[str, Any]], None]
    """Derives what the form says in other columns; raises BadValueError for a row out of scope."""
    places: Mapping[str, int]
    width: int
    has_header: bool = True

    def read(self, row: Row) -> Reading:
        """One row as a draft, not yet placed (see `place`)."""
        if row.problem:
            return Rejection(row.problem)
        cells = read_cells(self.columns, self.places, row.cells)
        external_id = str(cells.values.get("external_id", ""))
        if len(row.cells) > self.width or cells.problems:
            extra = f"列が{len(row.cells)}個あります（見出しは{self.width}個）"
            reasons = cells.problems or (f"{extra}。区切り（,）と引用符を確認してください",)
            return Rejection("／".join(reasons), external_id)
        values = dict(cells.values)
        try:
            self.complete(values)
            return _draft(values)
        except BadValueError as error:
            return Rejection(str(error), external_id)


def recognise(first: Row) -> Form | None:
    """The form of a file by its first row, or None if it is none of ours."""
    for source, label, columns, complete, needed in _FORMS:
        places = find_columns(columns, first.cells)
        if needed <= places.keys():
            return Form(source, label, columns, complete, places, len(first.cells))
    if len(first.cells) == len(INSURED_COLUMNS) and re.fullmatch(r"\d{8,9}", first.cells[0]):
        places = {column.field: at for at, column in enumerate(INSURED_COLUMNS)}
        return Form(
            INSURED,
            "保険医療機関一覧",
            INSURED_COLUMNS,
            _complete_insured,
            places,
            len(INSURED_COLUMNS),
            has_header=False,
        )
    return None


def place(row: FacilityRow, gazetteer: Gazetteer) -> FacilityRow:
    """Fill in municipality and point from the address, as far as the list left them open."""
    draft = row.draft
    if draft.municipality and draft.latitude is not None:
        return row
    found = gazetteer.locate(draft.prefecture, draft.address)
    municipality = draft.municipality or found.municipality
    if draft.latitude is not None:
        return replace(row, draft=replace(draft, municipality=municipality))
    note = {"municipality": (NO_TOWN,), "unknown": (NO_PLACE,)}.get(found.precision, ())
    located = replace(
        draft,
        municipality=municipality,
        latitude=found.latitude,
        longitude=found.longitude,
        precision=found.precision,
    )
    return FacilityRow(located, (*row.notes, *note))


def _draft(values: dict[str, Any]) -> FacilityRow:
    notes: list[str] = []
    named = split_prefecture(values.get("address", ""))[0]
    prefecture = values.get("prefecture") or named
    if not prefecture:
        raise BadValueError("都道府県が分かりません。所在地を都道府県から書いてください")
    point = _point(values, notes)
    values["address"] = _full_address(values.get("address", ""), prefecture, named)
    values["municipality"] = _municipality(prefecture, values.get("municipality", ""))
    if "website" in values:
        values["website"] = _website(values["website"], notes)
    known = {name: values[name] for name in _DRAFT_FIELDS if values.get(name) is not None}
    return FacilityRow(FacilityDraft(**known, **point, prefecture=prefecture), tuple(notes))


_DRAFT_FIELDS: Final = (
    "external_id",
    "name",
    "name_kana",
    "operator",
    "kind",
    "municipality",
    "postal_code",
    "address",
    "stations",
    "beds",
    "emergency",
    "overtime_level",
    "permitted_duty",
    "website",
)


_SITE: Final = re.compile(
    r"(?:(?P<scheme>https?)[:/]+)?(?P<rest>[a-z0-9][\w.-]*\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?)",
    re.IGNORECASE,
)


def _website(written: str, notes: list[str]) -> str:
    """A URL, mended where only its beginning is damaged (``http//``, ``www.``); else ""."""
    found = _SITE.fullmatch(written)
    if found is None:
        notes.append(BAD_SITE)
        return ""
    return f"{(found['scheme'] or 'http').lower()}://{found['rest']}"


def _point(values: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    """Latitude, longitude and precision, if the row states a point in Japan."""
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if latitude is None or longitude is None:
        return {}
    if not latitude or not longitude:
        notes.append(NO_POINT)
        return {}
    if not inside_japan(latitude, longitude):
        notes.append(FAR_POINT)
        return {}
    return {"latitude": latitude, "longitude": longitude, "precision": "exact"}


def inside_japan(latitude: float, longitude: float) -> bool:
    """Whether degrees lie in the box that holds Japan; 0.0, which stands for unknown, does not."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def _full_address(address: str, prefecture: str, named: str) -> str:
    return address if named or not address else PREFECTURES.name(prefecture) + address


def _municipality(prefecture: str, written: str) -> str:
    """A current code for a code or name; "" for a former one, so that the address decides."""
    if municipalities().get(written):
        return written
    codes = municipalities_named(prefecture, written) if written else ()
    return codes[0] if len(codes) == 1 else ""


_HOSPITAL, _CLINIC = "病院", "診療所"
_INSTITUTIONS: Final = {"1": _HOSPITAL, "2": _CLINIC, "3": "歯科診療所", "4": "助産所", "5": "薬局"}
_BED_KINDS: Final = ("general", "longterm", "psychiatric", "tuberculosis", "infectious")
# 医療法3条: only a hospital may be called 病院, and a clinic may not be called like one.
_CLINIC_WORDS: Final = re.compile("クリニック|診療所|医院|診療室")


def _complete_mhlw(values: dict[str, Any]) -> None:
    """Id, kind, beds and municipality as far as the row states them."""
    external_id = values.get("external_id", "")
    if len(external_id) == 12 and external_id.isdigit():
        values["external_id"] = f"0{external_id}"  # a spreadsheet took the leading zero off
    institution = values.get("institution", "")
    institution = _INSTITUTIONS.get(to_digits(institution), institution)
    if institution and institution not in {_HOSPITAL, _CLINIC}:
        raise BadValueError(
            f"機関区分が「{institution}」です。医師の求人の対象は病院と診療所だけです"
        )
    stated = [values[kind] for kind in _BED_KINDS if kind in values]
    if stated:
        values.setdefault("beds", sum(stated))
    if "prefecture" in values and "city_part" in values:
        values["municipality"] = values["prefecture"] + values["city_part"].zfill(3)
    values["kind"] = _kind(values, institution)


def _complete_insured(values: dict[str, Any]) -> None:
    values["prefecture"] = values["external_id"].zfill(9)[:2]
    values["kind"] = _kind(values, "")


def _complete_own(values: dict[str, Any]) -> None:
    """Our own form states everything itself."""


def _kind(values: Mapping[str, Any], institution: str) -> str:
    """A code of FACILITY_KINDS from 機関区分, beds and, failing these, the name.

    A hospital of which nothing more is stated is 一般病院: 医療法 knows only it and 精神科病院.
    """
    name = values["name"]
    if not institution:
        clinic = bool(_CLINIC_WORDS.search(name))
        institution = _CLINIC if clinic else _HOSPITAL if "病院" in name else ""
    if institution == _CLINIC:
        return "bed-clinic" if values.get("beds") else "clinic"
    if institution != _HOSPITAL:
        return "other"
    beds = {kind for kind in _BED_KINDS if values.get(kind)}
    if beds == {"psychiatric"}:
        return "psychiatric"
    if beds == {"longterm"}:
        return "longterm"
    if "大学" in name:
        return "university"
    return "caremix" if {"general", "longterm"} <= beds else "acute"


_FORMS: Final = (
    (
        MHLW,
        "医療情報ネット（ナビイ）",
        MHLW_COLUMNS,
        _complete_mhlw,
        {"external_id", "name", "address"},
    ),
    (
        INSURED,
        "保険医療機関一覧",
        INSURED_COLUMNS,
        _complete_insured,
        {"external_id", "name", "address"},
    ),
    (OWN, "施設一覧", FACILITY_COLUMNS, _complete_own, {"name", "address"}),
)
