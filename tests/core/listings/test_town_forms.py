from funade.core.listings.facility_forms import Rejection
from funade.core.listings.rows import Row
from funade.core.listings.town_forms import Skipped, TownDraft, read_towns, recognise_towns

HEADER = Row(1, ("prefecture", "municipality", "town", "latitude", "longitude"))


def read(*lines: tuple[str, ...]) -> list[TownDraft | Rejection | Skipped]:
    places = recognise_towns(HEADER)
    assert places is not None
    rows = [Row(at, cells) for at, cells in enumerate(lines, start=2)]
    return [reading for _row, reading in read_towns(rows, places)]


def test_towns_have_current_codes() -> None:
    found = read(
        ("静岡県", "浜松市中区", "上島一丁目", "34.73", "137.73"),
        ("静岡県", "浜松市中区", "高丘東三丁目", "34.76", "137.71"),
        ("茨城県", "龍ヶ崎市", "字佐貫", "35.93", "140.13"),
        ("東京都", "三宅村", "阿古", "34.06", "139.48"),
    )
    assert [(t.municipality, t.key) for t in found if isinstance(t, TownDraft)] == [
        ("22138", "高丘東3"),
        ("08208", "佐貫"),
        ("13381", "阿古"),
        ("22138", "上島1"),  # follows its neighbours, so it comes last
    ]


def test_rows_that_place_nothing() -> None:
    found = read(
        ("東京都", "港区", "芝五丁目", "0.0", "0.0"),
        ("東京都", "港区", "芝五丁目", "x", "139"),
        ("東京都", "ない市", "芝五丁目", "35.6", "139.7"),
        ("東京都", "港区", "芝五丁目", "35.6", "139.7"),
        ("東京都", "港区", "芝5丁目", "35.7", "139.8"),
        ("静岡県", "浜松市", "", "34.7", "137.7"),
    )
    kinds = [type(reading) for reading in found]
    assert kinds == [Rejection, Rejection, TownDraft, Skipped, Rejection, Skipped]


def test_municipalities_are_read_by_their_code() -> None:
    header = Row(1, ("pid", "pref", "cid", "city", "lat", "lng", "lgcode"))
    places = recognise_towns(header)
    assert places is not None
    row = Row(2, ("1", "北海道", "1101", "札幌市 中央区", "43.05", "141.34", "011011"))
    [(_row, town)] = read_towns([row], places)
    assert isinstance(town, TownDraft)
    assert (town.municipality, town.key) == ("01101", "")


def test_other_lists_are_not_taken_for_towns() -> None:
    assert recognise_towns(Row(1, ("ID", "正式名称"))) is None
