"""Public pages for members: their hearts, reasons and rows; for strangers not a trace (S-04)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from funade.apps.careers.queries.shelf import hidden_ids
from tests.factories.accounts import member, signed_in, staff
from tests.factories.listings import facility, opening_draft, posting_draft, publish, settle
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "かなりあ7f3a"


def follow() -> int:
    """The statements by which the index follows the database."""
    return 2 if connection.vendor == "postgresql" else 1


def with_sheet(page: Client) -> Client:
    page.post("/me/conditions/night/", {"stance": "must", "value": ["no-night"]})
    page.post("/me/conditions/department/", {"stance": "nice", "weight": 4, "value": ["01001"]})
    page.post("/me/conditions/atmosphere/", {"stance": "nice", "value": [CANARY]})
    return page


def test_cards_say_how_they_answer_the_sheet() -> None:
    page = with_sheet(signed_in())
    publish(posting_draft(flags=("no-night",)))
    publish(posting_draft(openings=(opening_draft(slot="night", starts=1080, ends=1950),)))
    settle()
    html = page.get("/jobs/").content.decode()
    assert "希望3項目中2項目一致" in html
    assert "○ 当直（当直なし）" in html
    assert "譲れない条件に合いません：当直" in html
    assert "不明 雰囲気（記載なし）" in html


def test_the_order_of_the_sheet_is_an_address_anybody_may_have() -> None:
    page = with_sheet(signed_in())
    plain = publish(posting_draft(title="ふつう", departments=("02035",)))
    fitting = publish(posting_draft(title="ぴったり", flags=("no-night",)))
    settle()
    html = page.get("/jobs/").content.decode()
    url = "/jobs/?nice=flags%3Ano-night%2A9&amp;nice=departments%3A01001%2A4"
    assert f'href="{url}">わたしの条件で並べる' in html
    address = url.replace("&amp;", "&")
    mine = page.get(address).content.decode()
    assert mine.index(f"t-{fitting.public_id}") < mine.index(f"t-{plain.public_id}")
    assert "わたしの条件で並べています" in mine
    assert "希望2項目中" not in mine  # told once, by the sheet
    theirs = Client().get(address).content.decode()
    assert "希望2項目中2項目一致" in theirs
    assert CANARY not in address


def test_a_member_without_a_sheet_is_told_of_it() -> None:
    publish()
    html = signed_in().get("/jobs/").content.decode()
    assert "条件を書いておくと" in html
    assert "項目一致" not in html


def test_hearts_show_their_state_to_their_member_only() -> None:
    page, row = signed_in(), publish()
    for path in ("/jobs/", f"/jobs/{row.public_id}/"):
        assert 'name="save"' in page.get(path).content.decode()
    page.post("/me/act/", {"save": row.public_id})
    for path in ("/jobs/", f"/jobs/{row.public_id}/"):
        html = page.get(path).content.decode()
        assert 'name="drop"' in html
        assert 'aria-pressed="true"' in html
        assert 'name="drop"' not in signed_in().get(path).content.decode()


@pytest.mark.parametrize("view", ["", "?view=map", "?view=calendar"])
def test_pages_of_members_are_not_kept_by_any_cache(view: str) -> None:
    publish()
    assert "no-store" in signed_in().get("/jobs/" + view).headers["Cache-Control"]
    assert "no-store" not in Client().get("/jobs/" + view).headers.get("Cache-Control", "")


@pytest.mark.parametrize("reader", ["stranger", "staff"])
def test_s04_nobody_else_finds_a_trace(reader: str) -> None:
    me, house = member(), facility()
    page = with_sheet(signed_in(me))
    row, other = publish(at=house), publish(at=facility())
    page.post("/me/act/", {"save": row.public_id})
    page.post("/me/act/", {"hide": house.public_id})
    page.post("/me/act/", {"block": house.public_id})
    page.post(f"/me/saved/{row.public_id}/", {"text": CANARY})
    eyes = Client() if reader == "stranger" else signed_in(staff())
    for path in (
        "/", "/jobs/", "/jobs/?view=map", "/jobs/?view=calendar", f"/jobs/{row.public_id}/",
        f"/jobs/compare/?ids={row.public_id}&ids={other.public_id}", "/jobs/kept/",
        f"/jobs/kept/cards/?ids={row.public_id}", "/sitemap.xml", "/llms.txt",
    ):  # fmt: skip
        html = eyes.get(path).content.decode()
        for trace in (CANARY, me.email, 'id="own"', "/me/act/", "わたしの条件", "項目一致"):
            assert trace not in html, (path, trace)


def test_a_facility_page_offers_both_choices_and_keeps_them_apart() -> None:
    page, row = signed_in(), publish()
    path = f"/jobs/{row.public_id}/"
    for name in ("hide", "block"):
        assert f'name="{name}"' in page.get(path).content.decode()
    page.post("/me/act/", {"block": row.facility.public_id})
    html = page.get(path).content.decode()
    assert 'name="unblock"' in html
    assert 'name="hide"' in html


def test_hidden_facilities_leave_the_list_but_never_a_hidden_name() -> None:
    me, house = member(), facility()
    page = signed_in(me)
    named = publish(posting_draft(title="名前あり"), at=house)
    nameless = publish(posting_draft(title="名前なし", name_hidden=True), at=house)
    page.post("/me/act/", {"hide": house.public_id})
    assert hidden_ids(me.pk) == {house.public_id}
    settle()
    html = page.get("/jobs/").content.decode()
    assert f"t-{named.public_id}" not in html
    assert f"t-{nameless.public_id}" in html
    assert "出さない施設の1件を除いています" in html
    assert f"t-{named.public_id}" in signed_in().get("/jobs/").content.decode()
    nameless_page = page.get(f"/jobs/{nameless.public_id}/").content.decode()
    assert 'name="block"' not in nameless_page
    assert house.public_id not in nameless_page


def test_a_comparison_begins_with_ones_own_lines() -> None:
    page = with_sheet(signed_in())
    rows = [publish(posting_draft(flags=("no-night",))), publish()]
    url = "/jobs/compare/?" + "&".join(f"ids={row.public_id}" for row in rows)
    html = page.get(url).content.decode()
    assert html.index("わたしの条件") < html.index("勤務先")
    assert html.index("当直<br>") < html.index("雰囲気<br>")  # what cannot be given up comes first
    assert ">○<" in html
    assert ">不明<" in html
    assert "わたしの条件" not in signed_in().get(url).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_a_members_list_costs_the_same_queries(count: int) -> None:
    page = with_sheet(signed_in())
    for _ in range(count):
        row = publish()
        page.post("/me/act/", {"save": row.public_id})
        page.post(f"/me/saved/{row.public_id}/", {"text": "あ"})
    settle()
    settle()
    page.get("/jobs/")
    with assert_queries(12 + follow()):
        html = page.get("/jobs/").content.decode()
    assert html.count("メモを見る") == count


def test_a_stranger_costs_no_query_more(client: Client) -> None:
    publish()
    settle()
    client.get("/jobs/")
    with assert_queries(2 + follow()):
        client.get("/jobs/")
