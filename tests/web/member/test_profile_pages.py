"""The profile's pages: one question each, what was typed stays, nothing betrays (S-13)."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from funade.apps.careers.queries.licence import own_picture
from funade.apps.careers.queries.profile import own_profile
from funade.core.privacy.neutral import betrayals
from funade.core.privacy.personal import REGISTER
from funade.core.profile.picture import MAX_BYTES, TOO_HEAVY, UNREADABLE
from funade.core.profile.sections import SECTIONS
from funade.web.member.pages.questions import QUESTIONS
from tests.factories.accounts import member, signed_in
from tests.factories.careers import sent_picture, told_member
from tests.factories.profiles import ANSWERS, picture
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
TITLE = re.compile("<title>(.*?)</title>")


def test_a_physician_answers_everything_page_by_page() -> None:
    user = member()
    client = signed_in(user)
    for section in SECTIONS:
        response = client.post(f"/me/profile/{section.code}/", {**ANSWERS[section.code], "save": 1})
        assert response.status_code == 302, section.code
    html = client.get("/me/profile/").content.decode()
    assert html.count("入力済み</span>") == len(SECTIONS)
    assert "第123456号 2010/04/20（平成22年4月20日）" in html
    assert own_profile(user.pk).surname == "山﨑"


@pytest.mark.parametrize("section", [section.code for section in SECTIONS])
def test_every_question_shows_what_was_saved_and_what_for(section: str) -> None:
    client = signed_in(told_member())
    html = client.get(f"/me/profile/{section}/").content.decode()
    for value in ANSWERS[section].values():
        if section in {"fields", "titles", "languages", "travel"}:
            assert all(f'value="{code}" checked' in html for code in value)
    for key in next(one for one in SECTIONS if one.code == section).keys:
        field = next(field for field in REGISTER if field.name.endswith(f"sealed:{key}"))
        assert field.purpose in html, "職業安定法5条の5: the purpose stands where it is asked"
    assert "この項目の入力を消す" in html


def test_what_was_typed_stays_and_the_title_says_error() -> None:
    client = signed_in()
    typed = {"licence_number": "123456", "licensed_on": "平成32年4月1日"}
    response = client.post("/me/profile/number/", {**typed, "save": 1})
    html = response.content.decode()
    assert response.status_code == 422
    assert TITLE.findall(html)[0].startswith("エラー: ")
    assert 'value="123456"' in html
    assert 'value="平成32年4月1日"' in html
    assert '<a href="#licensed_on">平成の最後の日は平成31年4月30日です。' in html
    assert "＊平成の最後の日は平成31年4月30日です。" in html
    assert 'aria-describedby="licensed_on-error licensed_on-hint"' in html


def test_the_search_box_works_without_javascript_and_keeps_the_ticks() -> None:
    user = member()
    client = signed_in(user)
    typed = {"qualifications": ["b05"], "sought": "さんぎょうい", "find": 1}
    html = client.post("/me/profile/titles/", {**typed, "sought": "産業医"}).content.decode()
    assert 'value="l04"' in html
    assert 'value="d03"' in html
    assert 'value="b05" checked' in html, "what was ticked comes along"
    assert 'value="b01"' not in html
    assert own_profile(user.pk).answered == (), "narrowing saves nothing"
    html = client.post("/me/profile/titles/", {**typed, "sought": "zzzz"}).content.decode()
    assert 'value="b05" checked' in html


def test_skills_carry_their_level() -> None:
    user = member()
    client = signed_in(user)
    client.post("/me/profile/skills/", {"skill.r11": "able", "skill.r12": "", "save": 1})
    assert own_profile(user.pk).skills == (("r11", "able"),)
    html = client.get("/me/profile/skills/").content.decode()
    assert '<option value="able" selected>' in html


def test_nothing_chosen_is_an_answer_too() -> None:
    user = member()
    signed_in(user).post("/me/profile/titles/", {"save": 1})
    assert own_profile(user.pk).answered == ("titles",)


def test_clearing_and_unknown_sections() -> None:
    user = told_member()
    client = signed_in(user)
    client.post("/me/profile/phone/", {"clear": 1})
    profile = own_profile(user.pk)
    assert profile.phone == ""
    assert profile.call_agreed_on is None
    assert client.get("/me/profile/family/").status_code == 404


def test_an_ip_phone_is_pointed_out() -> None:
    client = signed_in()
    client.post("/me/profile/phone/", {"phone": "050-3123-4567", "phone_is_private": "1"})
    assert "050の番号は職場でも使われます" in client.get("/me/profile/").content.decode()


def test_the_pages_take_few_queries() -> None:
    user = told_member()
    client = signed_in(user)
    client.get("/me/profile/")
    with assert_queries(_page_queries(client)):
        client.get("/me/profile/name/")


def _page_queries(client: Client) -> int:
    """As many as an empty member's page: answers add none but the key's."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    other = signed_in(member())
    other.get("/me/profile/")
    with CaptureQueriesContext(connection) as captured:
        other.get("/me/profile/name/")
    return len(captured) + 1


def test_s13_titles_and_addresses_are_neutral() -> None:
    client = signed_in(told_member())
    paths = ["/me/profile/", "/me/papers/", *(f"/me/profile/{code}/" for code in QUESTIONS)]
    for path in paths:
        response = client.get(path)
        title = TITLE.findall(response.content.decode())[0]
        assert betrayals(title) == [], title
        assert betrayals(path) == [], path
        assert 'content="noindex"' in response.content.decode()


def test_every_section_has_its_question_and_asks_under_its_own_names() -> None:
    assert list(QUESTIONS) == [section.code for section in SECTIONS]


def upload(client: Client, content: bytes, name: str = "a.jpg", **more: str) -> tuple[int, str]:
    file = SimpleUploadedFile(name, content)
    response = client.post("/me/papers/send/", {"picture": file, **more})
    return response.status_code, response.content.decode()


def test_a_picture_is_sent_seen_and_taken_back() -> None:
    user = member()
    client = signed_in(user)
    assert upload(client, picture(), covered="1")[0] == 302
    response = client.get("/me/papers/image/")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Disposition"] == 'inline; filename="image.jpg"'
    assert signed_in(member()).get("/me/papers/image/").status_code == 404
    assert client.post("/me/papers/remove/").status_code == 302
    assert client.get("/me/papers/image/").status_code == 404


def test_s30_without_the_confirmation_nothing_is_kept() -> None:
    user = member()
    status, html = upload(signed_in(user), picture())
    assert status == 422
    assert "本籍が見えないことを確かめて" in html
    assert own_picture(user.pk) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNREADABLE),
        (picture()[:2000], UNREADABLE),
        (b"\0" * (MAX_BYTES + 1), TOO_HEAVY),
    ],
    ids=["svg", "truncated", "oversized"],
)
def test_s30_fakes_are_refused_with_one_message(content: bytes, message: str) -> None:
    user = member()
    status, html = upload(signed_in(user), content, covered="1")
    assert status == 422
    assert html.count(message) == 2, "in the summary and at the field"
    assert own_picture(user.pk) is None


def test_nothing_chosen_is_said() -> None:
    response = signed_in().post("/me/papers/send/", {"covered": "1"})
    assert response.status_code == 422
    assert "画像を選んでください" in response.content.decode()


def test_the_page_of_a_waiting_picture() -> None:
    user = told_member()
    sent_picture(user)
    html = signed_in(user).get("/me/papers/").content.decode()
    assert "確認を待っています" in html
    assert "2027/02/21に自動で消します" in html


def test_kept_data_prints_the_whole_register(client: Client) -> None:
    html = client.get("/about/kept-data/").content.decode()
    for field in REGISTER:
        assert f'<th scope="row">{field.label}</th><td>{field.purpose}</td>' in html
    assert "そのほか" not in html, "a new table needs a heading in kept_data.py"
