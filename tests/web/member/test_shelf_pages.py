"""Saved, seen, hidden, notes, blocks, conditions as pages: theirs alone, neutral, plain POSTs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from funade.apps.careers.models import Block, Favourite, HiddenFacility, Note, Seen
from funade.apps.careers.queries.blocks import covers
from funade.apps.careers.queries.conditions import own_sheet
from funade.apps.catalog.actions.postings import close_postings
from funade.apps.catalog.models import Affiliation, MedicalOffice
from funade.core.conditions.lines import LINES
from funade.core.conditions.sheet import Answer, Stance
from funade.core.kernel.actor import KEEPER
from funade.core.masters.names import facility_key
from funade.core.privacy.neutral import betrayals
from tests.factories.accounts import member, signed_in
from tests.factories.listings import NOW, TODAY, facility, posting_draft, publish
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/me/saved/",
    "/me/seen/",
    "/me/hidden/",
    "/me/blocks/",
    "/me/conditions/",
    *(f"/me/conditions/{line.code}/" for line in LINES),
)


def title(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("path", PAGES)
def test_s13_titles_and_addresses_say_nothing(path: str) -> None:
    response = signed_in().get(path)
    assert response.status_code == 200
    assert not betrayals(title(response.content.decode()))
    assert not betrayals(path)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", [*PAGES, "/me/saved/abc/"])
def test_a_stranger_is_sent_to_the_login(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/login/")


def test_a_posting_is_saved_and_dropped_by_plain_forms() -> None:
    me, row = member(), publish()
    page = signed_in(me)
    back = page.post("/me/act/", {"save": row.public_id, "next": "/jobs/?kind=spot"})
    assert back.headers["Location"] == f"/jobs/?kind=spot#t-{row.public_id}"
    assert row.title in page.get("/me/saved/").content.decode()
    assert row.title not in signed_in().get("/me/saved/").content.decode()
    page.post("/me/act/", {"drop": row.public_id})
    assert not Favourite.objects.exists()


@pytest.mark.parametrize(
    "asked", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "", "/\\evil"]
)
def test_a_form_never_leads_elsewhere(asked: str) -> None:
    back = signed_in().post("/me/act/", {"drop": "x", "next": asked})
    assert back.headers["Location"] == "/me/saved/#t-x"


def test_a_script_stays_and_a_get_changes_nothing() -> None:
    row, page = publish(), signed_in()
    stayed = page.post("/me/act/", {"save": row.public_id}, headers={"X-Funade": "stay"})
    assert stayed.status_code == 204
    assert page.get("/me/act/").status_code == 405
    assert page.post("/me/act/", {"rob": "x"}).status_code == 404
    assert page.post("/me/act/", {"save": "nosuch"}).status_code == 409


def test_acts_need_the_token_of_the_form() -> None:
    me, row = member(), publish()
    page = Client(enforce_csrf_checks=True)
    page.force_login(me)
    assert page.post("/me/act/", {"save": row.public_id}).status_code == 403
    assert not Favourite.objects.exists()


def test_what_has_ended_is_marked_and_orders_differ() -> None:
    page = signed_in()
    late = publish(posting_draft(title="さき"))
    soon = publish(posting_draft(title="もうすぐ", expires_on=TODAY))
    closed = publish(posting_draft(title="おわり"))
    for row in (soon, closed, late):
        page.post("/me/act/", {"save": row.public_id})
    close_postings(actor=KEEPER, ids=[closed.pk], on=TODAY, now=NOW)
    html = page.get("/me/saved/").content.decode()
    assert html.count("終了</strong>") == 1
    assert html.index("さき") < html.index("おわり") < html.index("もうすぐ")
    html = page.get("/me/saved/?order=ending").content.decode()
    assert html.index("もうすぐ") < html.index("さき") < html.index("おわり")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries(count: int) -> None:
    page = signed_in()
    page.post("/me/conditions/night/", {"stance": "must", "value": ["no-night"]})
    for _ in range(count):
        row = publish()
        page.post("/me/act/", {"save": row.public_id})
        page.post(f"/me/saved/{row.public_id}/", {"text": "あ"})
    page.get("/me/saved/")  # the screen guard writes at most every few seconds
    with assert_queries(13):
        html = page.get("/me/saved/").content.decode()
    assert html.count("希望1項目中0項目一致") == count


def test_a_note_is_kept_for_its_writer() -> None:
    me, stranger, row = member(), member(), publish()
    page = signed_in(me)
    page.post("/me/conditions/atmosphere/", {"stance": "nice", "weight": "5", "value": ["静か"]})
    page.post("/me/act/", {"save": row.public_id})
    url = f"/me/saved/{row.public_id}/"
    assert "雰囲気" in page.get(url).content.decode()
    sent = {"text": "見学した", "mark-atmosphere": "○", "reason-atmosphere": "静かだった"}
    assert page.post(url, sent).headers["Location"] == "/me/saved/"
    html = page.get("/me/saved/").content.decode()
    assert "見学した" in html
    assert "希望1項目中1項目一致" in html
    assert "見学した" not in signed_in(stranger).get(url).content.decode()
    assert "見学した" not in Note.objects.get().sealed
    assert page.get("/me/saved/nosuch/").status_code == 404
    assert page.post("/me/saved/nosuch/", {"text": "あ"}).status_code == 404


def test_s22_what_is_seen_is_kept_only_when_asked() -> None:
    page, row = signed_in(), publish()
    assert "data-see=" not in page.get(f"/jobs/{row.public_id}/").content.decode()
    page.post("/me/seen/add/", {"posting": row.public_id})
    assert not Seen.objects.exists()
    page.post("/me/seen/switch/", {"keep": "on"})
    assert 'data-see="/me/seen/add/"' in page.get(f"/jobs/{row.public_id}/").content.decode()
    page.post("/me/seen/add/", {"posting": row.public_id})
    assert row.title in page.get("/me/seen/").content.decode()
    assert row.title not in signed_in().get("/me/seen/").content.decode()
    page.post("/me/seen/switch/", {"keep": "off"})
    assert not Seen.objects.exists()


def test_a_hidden_facility_is_listed_and_shown_again() -> None:
    page, house = signed_in(), facility(name="甲病院")
    page.post("/me/act/", {"hide": house.public_id})
    assert "甲病院" in page.get("/me/hidden/").content.decode()
    page.post("/me/act/", {"show": house.public_id})
    assert not HiddenFacility.objects.exists()


def test_the_device_is_taken_over() -> None:
    me, row, house = member(), publish(), facility()
    page = signed_in(me)
    sent = {"hearts": [row.public_id], "hidden": [house.public_id], "blocks": [house.public_id]}
    for _ in range(2):
        assert page.post("/me/saved/take-over/", sent).headers["Location"] == "/me/saved/?taken=1"
    assert Favourite.objects.count() == HiddenFacility.objects.count() == Block.objects.count() == 1
    assert covers(me.pk, house.pk)
    assert "この端末の記録を消す" in page.get("/me/saved/?taken=1").content.decode()


# --- Blocks -------------------------------------------------------------------------------------


def test_one_looks_a_name_up_without_putting_it_into_the_address() -> None:
    me = member()
    page = signed_in(me)
    house = facility(name="乙病院", name_key=facility_key("乙病院"))
    office = MedicalOffice.objects.create(university="架空大学", name="第一内科")
    tied = facility(name="丙病院")
    Affiliation.objects.create(facility=tied, office=office, relation="affiliated")
    assert "乙病院" in page.post("/me/blocks/", {"name": "乙病"}).content.decode()
    assert "乙病院" not in page.get("/me/blocks/?name=乙病").content.decode()
    assert f'value="{office.pk}"' in page.post("/me/blocks/", {"name": "第一"}).content.decode()
    page.post("/me/act/", {"block-office": office.pk, "next": "/me/blocks/"})
    page.post("/me/act/", {"block-university": "架空大学"})
    page.post("/me/act/", {"block": house.public_id})
    html = page.get("/me/blocks/").content.decode()
    assert "医局とつながりのある施設</strong>：1件" in html
    assert "丙病院" in html
    assert covers(me.pk, tied.pk)
    assert "丙病院" not in signed_in().get("/me/blocks/").content.decode()
    stranger, numbers = signed_in(), list(Block.objects.values_list("pk", flat=True))
    for number in numbers:
        stranger.post("/me/act/", {"unblock-number": number})
    assert Block.objects.count() == len(numbers) == 3
    for number in numbers:
        page.post("/me/act/", {"unblock-number": number})
    assert not covers(me.pk, tied.pk)


def test_an_empty_name_is_an_error_with_a_way_on() -> None:
    html = signed_in().post("/me/blocks/", {"name": " "}).content.decode()
    assert title(html).startswith("エラー: ")
    assert html.index("名前を入力してください") < html.index("<h1>")
    assert (
        "見つかりませんでした" in signed_in().post("/me/blocks/", {"name": "ない"}).content.decode()
    )


@pytest.mark.parametrize("value", ["x", "", "9" * 40, "-1"])
def test_odd_numbers_do_no_harm(value: str) -> None:
    assert signed_in().post("/me/act/", {"unblock-number": value}).status_code == 302
    assert signed_in().post("/me/act/", {"block-office": value}).status_code == 409


# --- Conditions ---------------------------------------------------------------------------------


def test_a_first_round_leads_from_line_to_line() -> None:
    me = member()
    page = signed_in(me)
    assert "/me/conditions/hours/?turn=1" in page.get("/me/conditions/").content.decode()
    for line, following in zip(LINES, [*LINES[1:], None], strict=True):
        sent = {"stance": "none"}
        if line.code == "night":
            sent = {"stance": "must", "value": "no-night"}
        if line.code == "commute":
            sent = {"stance": "nice", "weight": "4", "value": "世田谷区", "km": "20"}
        answer = page.post(f"/me/conditions/{line.code}/?turn=1", sent)
        onward = f"/me/conditions/{following.code}/?turn=1" if following else "/me/conditions/"
        assert answer.headers["Location"] == onward
    assert dict(own_sheet(me.pk).answers) == {
        "night": Answer(Stance.MUST, ("no-night",)),
        "commute": Answer(Stance.NICE, ("13112", "20"), 4),
    }
    html = page.get("/me/conditions/").content.decode()
    assert "世田谷区から20km以内" in html
    assert "/jobs/?nice=flags%3Ano-night%2A9" in html
    assert "flag=no-night" in html  # 譲れない条件で絞る
    assert not own_sheet(member().pk)


def test_what_was_typed_stays_when_it_cannot_be_read() -> None:
    page = signed_in()
    answer = page.post("/me/conditions/year/", {"stance": "must", "value": "たくさん"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert title(html).startswith("エラー: ")
    assert html.index('role="alert"') < html.index("<h1>")
    assert 'value="たくさん"' in html
    assert 'value="must" checked' in html
    assert page.post("/me/conditions/year/", {"value": "1500"}).status_code == 422
    assert page.get("/me/conditions/nosuch/").status_code == 404


def test_an_answer_is_shown_as_it_was_typed() -> None:
    page = signed_in()
    page.post("/me/conditions/year/", {"stance": "must", "value": "1500"})
    assert 'value="1500"' in page.get("/me/conditions/year/").content.decode()
    page.post("/me/conditions/area/", {"stance": "nice", "value": ["13", "kanto"]})
    html = page.get("/me/conditions/area/").content.decode()
    assert 'value="13" checked' in html
    page.post("/me/conditions/area/", {"stance": "none"})
    assert 'value="13" checked' not in page.get("/me/conditions/area/").content.decode()
