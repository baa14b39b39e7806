import gzip
import json
from itertools import pairwise

import pytest

from funade.core.masters.areas import PREFECTURES
from funade.core.masters.outlines import (
    Ring,
    contains,
    drawing,
    extent,
    feature_collection,
    outlines,
    roomiest_point,
)

CAPITALS = {
    "01": (141.35, 43.06),
    "04": (140.87, 38.27),
    "13": (139.69, 35.69),
    "15": (139.02, 37.90),
    "23": (136.91, 35.18),
    "27": (135.52, 34.69),
    "34": (132.46, 34.40),
    "39": (133.53, 33.56),
    "43": (130.74, 32.79),
    "47": (127.68, 26.21),
}


def edges(ring: Ring) -> set[tuple[tuple[float, float], tuple[float, float]]]:
    return set(pairwise((*ring, ring[0])))


@pytest.mark.parametrize("tolerance", [0, 0.01, 0.025])
def test_every_prefecture_has_one_closed_outline(tolerance: float) -> None:
    found = outlines(tolerance)
    assert set(found) == set(PREFECTURES.codes)
    for code, ring in found.items():
        assert len(ring) == len(set(ring)) >= 8, code


@pytest.mark.parametrize("code", CAPITALS)
def test_a_capital_lies_in_its_prefecture_and_in_no_other(code: str) -> None:
    found = outlines(0.025)
    assert [other for other in found if contains(found[other], CAPITALS[code])] == [code]


def test_outlines_run_counter_clockwise() -> None:
    for code, ring in outlines(0.025).items():
        area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges(ring))
        assert area > 0, code


@pytest.mark.parametrize("tolerance", [0, 0.01, 0.025, 0.1])
def test_neighbours_keep_the_same_border_at_every_level_of_detail(tolerance: float) -> None:
    """A border is walked once in each direction; a coast is walked once."""
    found = outlines(tolerance)
    walked = [edge for ring in found.values() for edge in edges(ring)]
    once = set(walked)
    assert len(walked) == len(once)
    both_ways = {(a, b) for a, b in once if (b, a) in once}
    tokyo_saitama = edges(found["13"]) & {(b, a) for a, b in edges(found["11"])}
    assert tokyo_saitama
    assert tokyo_saitama <= both_ways
    landlocked = {"09", "10", "11", "19", "20", "21", "25", "29"}
    assert {c for c in found if edges(found[c]) <= both_ways} == landlocked


def test_less_detail_means_fewer_points_from_the_same_ones() -> None:
    fine, coarse = outlines(0), outlines(0.05)
    for code, ring in coarse.items():
        assert set(ring) <= set(fine[code]), code
    assert sum(map(len, coarse.values())) < sum(map(len, fine.values())) / 3


def test_a_word_has_room_inside_its_prefecture() -> None:
    for code, ring in outlines(0.025).items():
        assert contains(ring, roomiest_point(ring)), code


def test_extent_spans_the_prefectures_taken_together() -> None:
    west, south, east, north = extent(["13", "14"])
    assert (west, south, east, north) == pytest.approx((138.9, 35.1, 139.9, 35.9), abs=0.1)
    with pytest.raises(KeyError):
        extent(["48"])


def test_the_drawing_fits_its_box_with_okinawa_behind_the_divider() -> None:
    drawn = drawing(1000)
    points = [point for ring in drawn.rings.values() for point in ring]
    assert {x for x, _ in points} <= set(range(1001))
    assert {y for _, y in points} <= set(range(drawn.height + 1))
    assert drawn.height < 1.2 * drawn.width  # fills a phone held upright
    right = max(x for x, _ in drawn.divider)
    bottom = max(y for _, y in drawn.divider)
    for code, ring in drawn.rings.items():
        inside = [x < right and y < bottom for x, y in ring]
        assert all(inside) if code == "47" else not any(inside), code


def test_geojson_is_small_and_closed() -> None:
    text = json.dumps(feature_collection(), ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(text.encode())) <= 12_000  # leaves MapLibre its share of 470 KB
    features = json.loads(text)["features"]
    assert [feature["properties"]["code"] for feature in features] == sorted(PREFECTURES.codes)
    for feature in features:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
