"""Lists of towns and municipalities with a point each: what the gazetteer is built from.

Municipalities come by name and are stored under their current code; a former ward is resolved
town by town (`masters.postal`), and the few towns that do not tell follow their neighbours.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from funade.core.kernel.text import to_digits
from funade.core.listings.columns import Column, find_columns, read_cells
from funade.core.listings.facility_columns import read_degrees, read_prefecture
from funade.core.listings.facility_forms import Rejection, inside_japan
from funade.core.listings.geocode import municipalities_named
from funade.core.listings.rows import Row
from funade.core.masters.addresses import town_key
from funade.core.masters.areas import PREFECTURES, cities, municipalities
from funade.core.masters.postal import ward_of_town

WHOLE_CITY: Final = "区のある市の全体の行は使いません（区ごとの行があります）"
SAME_TOWN: Final = "同じ町が2回以上あります（最初の行を使いました）"


@dataclass(frozen=True, slots=True, kw_only=True)
class TownDraft:
    """町域 with its point; ``name`` and ``key`` are "" for the municipality as a whole."""

    prefecture: str
    municipality: str
    name: str
    key: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is right but not needed."""

    note: str


type TownReading = TownDraft | Rejection | Skipped

TOWN_COLUMNS: Final = (
    Column("prefecture", "prefecture", read_prefecture, ("都道府県", "pref"), required=True),
    Column("municipality", "municipality", aliases=("市区町村", "city"), required=True),
    Column("town", "town", aliases=("町名", "町域", "大字町丁目名")),
    Column("latitude", "latitude", read_degrees, ("緯度", "lat"), required=True),
    Column("longitude", "longitude", read_degrees, ("経度", "lng"), required=True),
    Column("code", "lgcode", aliases=("団体コード",)),
)
_NEEDED: Final = {"prefecture", "municipality", "latitude", "longitude"}


def recognise_towns(first: Row) -> Mapping[str, int] | None:
    """Where the columns stand, or None if this is no list of towns."""
    places = find_columns(TOWN_COLUMNS, first.cells)
    return places if needed_in(places) else None


def needed_in(places: Mapping[str, int]) -> bool:
    """Whether all columns without which nothing can be read are there."""
    return places.keys() >= _NEEDED


def read_towns(rows: Iterable[Row], places: Mapping[str, int]) -> Iterator[tuple[Row, TownReading]]:
    """Each row with what became of it; towns of former wards come last."""
    seen: set[tuple[str, str]] = set()
    open_rows: list[tuple[Row, _Raw]] = []
    moved: dict[str, Counter[str]] = {}
    for row in rows:
        raw = _raw(row, places)
        if isinstance(raw, Rejection):
            yield row, raw
        elif len(raw.codes) == 1:
            yield row, _once(raw.draft(raw.codes[0]), seen)
        elif ward := _ward(raw):
            moved.setdefault(raw.municipality, Counter())[ward] += 1
            yield row, _once(raw.draft(ward), seen)
        else:
            open_rows.append((row, raw))
    for row, raw in open_rows:
        yield row, _last_resort(raw, moved, seen)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row whose municipality may still be open; ``codes`` are those it may mean."""

    prefecture: str
    municipality: str
    town: str
    latitude: float
    longitude: float
    codes: tuple[str, ...]

    def draft(self, code: str) -> TownDraft:
        return TownDraft(
            prefecture=self.prefecture,
            municipality=code,
            name=self.town,
            key=town_key(self.town),
            latitude=self.latitude,
            longitude=self.longitude,
        )


def _raw(row: Row, places: Mapping[str, int]) -> _Raw | Rejection:
    if row.problem:
        return Rejection(row.problem)
    cells = read_cells(TOWN_COLUMNS, places, row.cells)
    if cells.problems:
        return Rejection("／".join(cells.problems))
    values = cells.values
    if not inside_japan(values["latitude"], values["longitude"]):
        return Rejection("座標が0.0か日本の外です。緯度・経度を直すか、行を削除してください")
    town = values.get("town", "")
    if len(town) > 100:
        return Rejection("町名が100文字を超えています")
    prefecture, name = values["prefecture"], "".join(values["municipality"].split())
    codes = _codes(values, prefecture, name)
    return _Raw(prefecture, name, town, values["latitude"], values["longitude"], codes)


def _codes(values: Mapping[str, Any], prefecture: str, name: str) -> tuple[str, ...]:
    official = to_digits(values.get("code", "")).zfill(6)[:5]
    if municipalities().get(official):
        return (official,)
    return municipalities_named(prefecture, name)


def _ward(raw: _Raw) -> str:
    """The current ward of a town whose municipality names a city or a former ward."""
    if not raw.town or not raw.codes:
        return ""
    ward = municipalities().get(raw.codes[0])
    city = cities().get(ward.city) if ward else None
    return ward_of_town(PREFECTURES.name(raw.prefecture), city.name, raw.town) if city else ""


def _once(draft: TownDraft, seen: set[tuple[str, str]]) -> TownReading:
    key = (draft.municipality, draft.key)
    if key in seen:
        return Skipped(SAME_TOWN)
    seen.add(key)
    return draft


def _last_resort(
    raw: _Raw, moved: Mapping[str, Counter[str]], seen: set[tuple[str, str]]
) -> TownReading:
    """Where most other towns of a former ward went; a whole city is not needed."""
    if raw.town and raw.municipality in moved:
        return _once(raw.draft(moved[raw.municipality].most_common(1)[0][0]), seen)
    if raw.codes and raw.municipality.endswith("市"):
        return Skipped(WHOLE_CITY)
    return Rejection(f"「{raw.municipality}」は今の市区町村にありません。今の名称に直してください")
