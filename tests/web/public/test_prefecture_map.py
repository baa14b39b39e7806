import gzip
import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from funade.core.masters.areas import PREFECTURES
from funade.web.public.prefecture_map import PrefectureMap, path_data, prefecture_map, view_of

COUNTS = {code: 7 * at * at for at, code in enumerate(PREFECTURES.codes)}
LONG_QUERY = "?kind=spot&amp;department=internal&amp;department=emergency&amp;hourly_min=10000"


def href(code: str) -> str:
    return f"?kind=spot&area={code}"


def page(of: PrefectureMap) -> str:
    return render_to_string("public/_prefectures.html", {"map": of})


class Tags(HTMLParser):
    """All start tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_path_data_walks_in_relative_steps() -> None:
    assert path_data([(8, 5), (10, 4), (13, 8)]) == "M8 5l2-1 3 4z"
    assert path_data([(0, 9), (9, 0)], closed=False) == "M0 9l9-9"


def test_every_prefecture_is_a_link_with_its_name_and_count_in_drawing_and_list() -> None:
    tags = Tags(page(prefecture_map(COUNTS, href=href))).found
    links = [attributes for tag, attributes in tags if tag == "a"]
    names = {link["href"]: link["aria-label"] for link in links if "aria-label" in link}
    assert names["?kind=spot&area=14"] == f"神奈川県 {COUNTS['14']:,}枠"
    assert len(names) == 47
    for code in PREFECTURES.codes:
        assert sum(link["href"] == href(code) for link in links) == 2
    assert sum(link["href"] == href("kanto") for link in links) == 1


def test_shades_follow_the_quartiles_and_the_legend_says_them_in_words() -> None:
    found = prefecture_map(COUNTS, href=href)
    assert [shade.text for shade in found.legend] == [
        "なし", "1〜999枠", "1,000〜3,999枠", "4,000〜7,999枠", "8,000枠以上",
    ]  # fmt: skip
    assert {area.step for area in found.areas} == {0, 1, 2, 3, 4}
    assert next(a for a in found.areas if a.openings == 0).step == 0


@pytest.mark.parametrize(
    ("counts", "legend"),
    [
        ({}, ["なし"]),
        ({"13": 1}, ["なし", "1枠以上"]),
        ({"13": 40, "14": 40}, ["なし", "1〜39枠", "40枠以上"]),
        ({"13": 1, "14": 2, "11": 3}, ["なし", "1枠", "2枠", "3枠以上"]),
    ],
)
def test_few_openings_give_few_shades(counts: dict[str, int], legend: list[str]) -> None:
    found = prefecture_map(counts, href=href)
    assert [shade.text for shade in found.legend] == legend
    assert max(area.step for area in found.areas) == len(legend) - 1


def test_regions_add_up() -> None:
    found = prefecture_map(COUNTS, href=href)
    assert sum(region.openings for region in found.regions) == sum(COUNTS.values())
    assert [area.shape.short for area in found.regions[1].areas][:2] == ["東京", "神奈川"]


def test_the_chosen_prefecture_is_marked() -> None:
    tags = Tags(page(prefecture_map(COUNTS, href=href, chosen=["13"]))).found
    marked = [attributes["href"] for _tag, attributes in tags if "aria-current" in attributes]
    assert marked == [href("13"), href("13")]


def test_the_partial_is_small_and_obeys_the_content_security_policy() -> None:
    text = page(prefecture_map(COUNTS, href=lambda code: f"{LONG_QUERY}&area={code}"))
    assert len(gzip.compress(text.encode())) <= 15_000
    assert not re.search(r"style=|<script|<style|https?:", text)


def test_view_of_spans_prefectures() -> None:
    assert view_of(()) == ""
    assert view_of(("13",)).startswith("138.9")
    assert view_of(("kanto", "13")) == view_of(("13",))
