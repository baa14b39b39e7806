"""The search page: the URL is the state, bad values are named, fragments equal full pages."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client

from funade.core.masters.areas import REGIONS, place_name
from tests.factories.listings import days, facility, opening_draft, posting_draft, publish, settle
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db(transaction=True)

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Text(HTMLParser):
    """The text and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")


def read(html: bytes) -> Text:
    parser = Text()
    parser.feed(html.decode())
    return parser


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_site_says_so(client: Client) -> None:
    assert "いま掲載中の求人がありません" in page(client, "/jobs/")


def test_a_card_says_what_decides(client: Client) -> None:
    publish(posting_draft(title="火曜の一般内科外来", openings=(opening_draft(breaks=60),)))
    html = page(client, "/jobs/")
    for words in (
        "火曜の一般内科外来",
        "1回 8万円",
        "時給換算 11,428円",
        "東京都新宿区",
        "9:00〜17:00",
    ):
        assert words in html


def test_conditions_filter_and_can_be_taken_off(client: Client) -> None:
    publish(posting_draft(title="内科の求人"))
    publish(posting_draft(title="整形の求人", departments=("02035",)))
    html = page(client, "/jobs/?dept=02035")
    assert "整形の求人" in html
    assert "内科の求人" not in html
    assert "/jobs/?kind" not in read(html.encode()).links[0]
    assert '<a class="chip" href="/jobs/?"><span>整形外科</span>' in html


def test_facet_counts_ignore_their_own_selection(client: Client) -> None:
    publish(posting_draft())
    publish(posting_draft(departments=("02035",)))
    html = page(client, "/jobs/?dept=02035")
    for code in ("01001", "02035"):
        tick = html[html.index(f'id="dept-{code}"') :]
        assert '<span class="count">1</span>' in tick[:250]


def test_bad_values_are_named_and_good_ones_stay(client: Client) -> None:
    publish(posting_draft(title="内科の求人"))
    html = page(client, "/jobs/?dept=01001&dept=99999&from=2026-02-30&hourly=abc&page=0&sort=x")
    assert "内科の求人" in html
    assert "<title>エラー: " in html
    for words in ("診療科「99999」", "この日から「2026-02-30」", "時給換算「abc」", "ページ「0」"):
        assert words in html
    assert 'value="2026-02-30"' in html  # what was typed stays
    assert 'value="abc"' in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%00%ff%ed%a0%80",
        "q=" + "x" * 5_000,
        "&".join(f"area={n}" for n in range(400)),
        "near=91,400&km=0&box=1,2,3&month=9999-99&view=calendar",
        "page=99999999999999999999&nice=a:b*0&wday=%F0%9F%98%80",
        "from=2026-12-31&to=2026-01-01",
        "view=nonsense&kind=nonsense",
    ],
)
def test_impossible_addresses_still_answer(client: Client, query: str) -> None:
    publish()
    assert client.get(f"/jobs/?{query}").status_code == 200


def test_the_fragment_is_that_part_of_the_full_page(client: Client) -> None:
    publish(posting_draft(flags=("urgent",)))
    for url in ("/jobs/", "/jobs/?view=map", "/jobs/?view=calendar", "/jobs/?dept=05001&q=%22%3C"):
        full = page(client, url)
        fragment = client.get(url, headers=HTMX).content.decode()
        assert "<!doctype" not in fragment
        assert fragment.strip() in full
        assert "HX-Request-Type" in client.get(url).headers["Vary"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("view", ["list", "map", "calendar"])
def test_queries_do_not_grow_with_the_list(client: Client, count: int, view: str) -> None:
    at = facility()
    for _ in range(count):
        publish(posting_draft(), at=at)
    settle()
    client.get("/jobs/")
    follow = 2 if connection.vendor == "postgresql" else 1
    rows = 0 if view == "calendar" else 2
    with assert_queries(follow + rows):
        client.get(f"/jobs/?view={view}")


def test_zero_results_name_the_condition_that_helps(client: Client) -> None:
    publish()
    html = page(client, "/jobs/?dept=01001&flag=urgent")
    assert "この条件に合う求人はありません" in html
    assert "「緊急募集」を外す（1枠）" in html
    assert "「内科」を外す" not in html


def test_several_days_of_one_posting_are_one_card(client: Client) -> None:
    publish(posting_draft(openings=tuple(opening_draft(day=days(at)) for at in range(3, 9))))
    html = page(client, "/jobs/")
    assert html.count('class="card"') == 1
    assert "ほか3枠" in html
    assert "（6枠）" in html


def test_full_and_past_shifts_are_not_offered(client: Client) -> None:
    publish(posting_draft(title="満員", openings=(opening_draft(places_left=0),)))
    publish(posting_draft(title="昨日", openings=(opening_draft(day=days(-1)),)))
    html = page(client, "/jobs/")
    assert "満員" not in html
    assert "昨日" not in html


def test_wishes_rank_and_say_why(client: Client) -> None:
    publish(posting_draft(title="ふつうの求人"))
    publish(posting_draft(title="のぞみの求人", flags=("novice",)))
    html = page(client, "/jobs/?nice=flags:novice*3&nice=hourly:5000")
    assert html.index("のぞみの求人") < html.index("ふつうの求人")
    assert "希望2項目中2項目一致" in html
    assert "希望2項目中1項目一致" in html


def test_empty_fields_of_a_form_leave_the_address(client: Client) -> None:
    response = client.get("/jobs/?kind=spot&q=&from=&nice=&nice=flags:novice*3&view=calendar")
    assert response.status_code == 302
    assert response.headers["Location"] == "/jobs/?nice=flags%3Anovice%2A3&view=calendar"
    partial = client.get("/jobs/?kind=spot&q=&dept=01001", headers=HTMX)
    assert partial.headers["HX-Push-Url"] == "/jobs/?dept=01001"


def test_a_place_by_name_becomes_a_point_and_a_distance(client: Client) -> None:
    publish(posting_draft(title="近い求人"))
    publish(posting_draft(title="遠い求人"), at=facility(latitude=43.06, longitude=141.35))
    for written in ("新宿区", "東京都新宿区", "160-0023", "１６０−００２３"):
        response = client.get("/jobs/", {"around": written, "km": "5", "kind": "spot"})
        assert response.status_code == 302
        assert "near=" in response.headers["Location"]
    html = page(client, "/jobs/?near=35.69,139.70&km=5")
    assert "近い求人" in html
    assert "遠い求人" not in html
    assert "約1km" in html


def test_a_place_nobody_knows_is_named_and_stays(client: Client) -> None:
    html = page(client, "/jobs/?around=府中市&km=5")
    assert "中心の場所「府中市」：" in html
    assert 'value="府中市"' in html
    assert "位置のわかる医療機関がありません" in page(client, "/jobs/?around=那覇市")


@pytest.mark.parametrize("code", [*REGIONS.codes, "13", "13100", "14131", "01303"])
def test_every_level_of_place_has_a_page(client: Client, code: str) -> None:
    assert place_name(code, full=True) in page(client, f"/jobs/?area={code}&view=map")


def test_an_address_with_a_mistake_stays_to_be_corrected(client: Client) -> None:
    assert client.get("/jobs/?q=&from=2026-02-30").status_code == 200


def test_wishes_are_weighed_in_the_panel(client: Client) -> None:
    html = page(client, "/jobs/?nice=flags:novice*3&nice=departments:02035*7")
    assert '<option value="flags:novice*3" selected>ぜひ</option>' in html
    assert '<option value="departments:02035*7" selected>重み7</option>' in html
    assert "希望：未経験可" in html


def test_the_calendar_counts_days_and_links_to_them(client: Client) -> None:
    day = days(7)
    publish(posting_draft(openings=(opening_draft(day=day), opening_draft(day=day, starts=600))))
    html = page(client, f"/jobs/?view=calendar&month={day:%Y-%m}")
    assert f'href="/jobs/?from={day}&amp;to={day}"' in html
    assert "2枠" in html
    assert "最高8万円" in html


def test_clusters_answer_for_a_part_of_the_map(client: Client) -> None:
    row = publish()
    answer = client.get("/jobs/clusters.json?box=35,139,36,140&zoom=9").json()
    assert [(it["openings"], it["posting"]["id"]) for it in answer["clusters"]] == [
        (1, row.public_id)
    ]
    assert client.get("/jobs/clusters.json?box=43,141,44,142&zoom=9").json() == {"clusters": []}
    assert client.get("/jobs/clusters.json?zoom=9").status_code == 400


def test_a_hidden_name_cannot_be_found_or_pinned(client: Client) -> None:
    at = facility(name="秘密総合病院", latitude=35.6912, longitude=139.7034)
    row = publish(posting_draft(name_hidden=True), at=at)
    for url in (
        "/jobs/",
        "/jobs/?view=map",
        f"/jobs/{row.public_id}/",
        "/jobs/clusters.json?box=35,139,36,140&zoom=18",
    ):
        body = client.get(url).content.decode()
        assert "秘密総合病院" not in body
        assert "35.6912" not in body
        assert at.public_id not in body
    assert "0</strong>件" in page(client, "/jobs/?q=秘密総合病院")
    assert "西新宿" not in page(client, f"/jobs/{row.public_id}/")


def test_facility_numbers_in_the_address_are_not_a_way_to_unmask(client: Client) -> None:
    row = publish(posting_draft(title="伏せた求人", name_hidden=True))
    assert "伏せた求人" in page(client, f"/jobs/?hide={row.facility_id}")
