"""The member portal's frame: its links exist, say nothing, and show where one is."""

from __future__ import annotations

import pytest
from django.test import Client

from funade.core.privacy.neutral import betrayals
from funade.web.member import navigation
from funade.web.member.views import home
from tests.factories.accounts import settled, signed_in

pytestmark = pytest.mark.django_db

ENTRIES = (
    *navigation.MAIN,
    *(entry for _, group in navigation.SETTINGS for entry in group),
    *home.STEPS,
)


@pytest.mark.parametrize("path", ["/me/", "/me/settings/"])
def test_the_frame_shows_where_one_is(path: str) -> None:
    html = signed_in(settled()).get(path).content.decode()
    assert f'<a href="{path}" aria-current="page">' in html
    assert html.count("aria-current=") == 1


def test_a_stranger_sees_nothing_of_it(client: Client) -> None:
    assert client.get("/me/").headers["Location"] == "/login/?next=/me/"


def test_s13_labels_say_nothing() -> None:
    assert not [entry for entry in ENTRIES if betrayals(entry.label + entry.about)]


def test_a_missing_page_is_left_out() -> None:
    entries = (navigation.Entry("no-such-page", "ない"), navigation.Entry("member-home", "ある"))
    assert [link.url for link in navigation.links(entries)] == ["/me/"]


def test_a_phone_has_five_places_at_most() -> None:
    assert len([entry for entry in navigation.MAIN if entry.on_phone]) <= 5
