from dataclasses import replace

import pytest

from funade.core.listings.draft import FacilityDraft, Station
from funade.core.listings.facility_columns import FACILITY_COLUMNS, show_stations
from funade.core.listings.facility_forms import (
    BAD_SITE,
    FAR_POINT,
    NO_PLACE,
    NO_POINT,
    FacilityRow,
    Form,
    Rejection,
    place,
    recognise,
)
from funade.core.listings.geocode import Gazetteer, TownPoint
from funade.core.listings.rows import Row

_DAYS = "月火水木金土日"
SEVEN = (
    "ID",
    "正式名称",
    "正式名称（フリガナ）",
    "所在地",
    "所在地座標（緯度）",
    "所在地座標（経度）",
    "案内用ホームページアドレス",
)
FULL = (
    *(
        "ID",
        "正式名称",
        "正式名称（フリガナ）",
        "略称",
        "略称（フリガナ）",
        "英語表記（ローマ字表記）",
    ),
    *("機関区分", "都道府県コード", "市区町村コード"),
    *SEVEN[3:],
    *(f"毎週決まった曜日に休診（{day}）" for day in _DAYS),
    *(f"決まった週に休診（定期週）第{week}週（{day}）" for week in range(1, 6) for day in _DAYS),
    *("祝日に休診", "その他の休診日（gw、お盆等）"),
    *("一般病床", "療養病床", "療養病床のうち医療保険適用", "療養病床のうち介護保険適用"),
    *("精神病床", "結核病床", "感染症病床", "合計病床数"),
)
TOWNS = Gazetteer([TownPoint("13103", "芝5", 35.65, 139.75)])


def form_of(*header: str) -> Form:
    form = recognise(Row(1, header))
    assert form is not None
    return form


def read(form: Form, **values: str) -> FacilityDraft:
    row = reading(form, **values)
    assert isinstance(row, FacilityRow), row
    return row.draft


def reading(form: Form, **values: str) -> FacilityRow | Rejection:
    cells = [""] * form.width
    for name, value in values.items():
        cells[form.places[name]] = value
    return form.read(Row(2, tuple(cells)))


def test_the_forms_are_told_apart() -> None:
    assert len(FULL) == 65
    assert form_of(*FULL).source == form_of(*SEVEN).source == "mhlw"
    first = Row(1, ("010112489", "0112489", "愛全病院", "0050813", "札幌市南区川沿１３条２丁目"))
    insured = recognise(first)
    assert insured is not None
    assert (insured.source, insured.has_header) == ("insured", False)
    assert form_of(*(column.header for column in FACILITY_COLUMNS)).source == "own"
    assert recognise(Row(1, ("a", "b"))) is None


def test_seven_columns_of_navii() -> None:
    row = reading(
        form_of(*SEVEN),
        external_id="111010000020",
        name="市立札幌病院",
        address="北海道札幌市中央区北11条西13丁目1番1号",
        latitude="0.0",
        longitude="0.0",
        website="http//www.city.sapporo.jp/hospital/",
    )
    assert isinstance(row, FacilityRow)
    assert row.notes == (NO_POINT,)
    draft = row.draft
    assert draft.external_id == "0111010000020"
    assert (draft.prefecture, draft.latitude, draft.precision) == ("01", None, "unknown")
    assert draft.website == "http://www.city.sapporo.jp/hospital/"


BASE = {"name": "青空病院", "address": "東京都港区芝5-1"}


@pytest.mark.parametrize(
    ("values", "kind", "beds"),
    [
        ({"institution": "1", "general": "100", "beds": "100"}, "acute", 100),
        ({"institution": "1", "general": "100", "longterm": "50"}, "caremix", 150),
        ({"institution": "1", "longterm": "50"}, "longterm", 50),
        ({"institution": "1", "psychiatric": "200", "general": "0"}, "psychiatric", 200),
        ({"institution": "1", "name": "青空大学病院"}, "university", None),
        ({"institution": "2", "beds": "0"}, "clinic", 0),
        ({"institution": "診療所", "beds": "19"}, "bed-clinic", 19),
        ({"name": "青空医院"}, "clinic", None),
        ({"name": "青空眼科"}, "other", None),
    ],
)
def test_kind_and_beds_as_far_as_stated(
    values: dict[str, str], kind: str, beds: int | None
) -> None:
    draft = read(form_of(*FULL), **(BASE | values))
    assert (draft.kind, draft.beds) == (kind, beds)


def test_full_navii_codes_name_the_municipality_and_old_codes_do_not() -> None:
    form = form_of(*FULL)
    assert read(form, **BASE, prefecture="13", city_part="103").municipality == "13103"
    old = read(form, name="中区病院", address="静岡県浜松市中区1", prefecture="22", city_part="131")
    assert old.municipality == ""


def test_dental_clinics_are_out_of_scope() -> None:
    row = reading(form_of(*FULL), **BASE, institution="3", external_id="9")
    assert isinstance(row, Rejection)
    assert "歯科診療所" in row.reason
    assert row.external_id == "9"


def test_our_own_form() -> None:
    stations = (Station("JR山手線", "田町", "徒歩", 5), Station("", "三田", "徒歩", None))
    draft = read(
        form_of(*(column.header for column in FACILITY_COLUMNS)),
        name="青空クリニック",
        operator="医療法人青空会",
        kind="クリニック",
        prefecture="東京",
        municipality="港区",
        postal_code="〒108-0014",
        address="港区芝５－１",
        latitude="３５．６５",
        longitude="139.75",
        stations=show_stations(stations),
        beds="１９床",
        permitted_duty="あり",
        overtime_level="A水準",
    )
    assert draft.address == "東京都港区芝５－１"
    assert (draft.kind, draft.municipality, draft.postal_code) == ("clinic", "13103", "1080014")
    assert (draft.latitude, draft.precision, draft.beds) == (35.65, "exact", 19)
    assert (draft.permitted_duty, draft.overtime_level) == ("yes", "A")
    assert draft.stations == stations


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"name": ""}, "「施設名」が空"),
        ({"kind": "病棟"}, "施設種別の一覧にありません"),
        ({"beds": "-3"}, "「病床数」"),
        ({"latitude": "北緯35度"}, "「緯度」"),
        ({"address": "港区芝5"}, "都道府県が分かりません"),
        ({"name": "長" * 201}, "200文字"),
        ({"latitude": "nan"}, "「緯度」"),
    ],
)
def test_every_problem_names_the_column(values: dict[str, str], word: str) -> None:
    form = form_of(*(column.header for column in FACILITY_COLUMNS))
    row = reading(form, **(BASE | values))
    assert isinstance(row, Rejection)
    assert word in row.reason


def test_too_many_cells_are_a_broken_row() -> None:
    row = form_of(*SEVEN).read(Row(2, ("1", "青空病院", "", "東京都港区", "", "", "", "", "x")))
    assert isinstance(row, Rejection)
    assert "列が9個" in row.reason


def test_places_are_filled_in_where_the_list_left_them_open() -> None:
    form = form_of(*SEVEN)
    row = reading(form, **BASE, latitude="12.0", longitude="139.0", website="なし")
    assert isinstance(row, FacilityRow)
    assert row.notes == (FAR_POINT, BAD_SITE)
    placed = place(row, TOWNS)
    assert (placed.draft.municipality, placed.draft.precision) == ("13103", "town")
    stated = replace(
        row, draft=replace(row.draft, latitude=35.0, longitude=139.0, precision="exact")
    )
    assert place(stated, TOWNS).draft.latitude == 35.0
    assert place(stated, TOWNS).draft.municipality == "13103"
    nowhere = replace(row, draft=replace(row.draft, address="東京都どこか"))
    assert NO_PLACE in place(nowhere, TOWNS).notes
