"""/me/push/: switch on, see, remove; a refused address is told in words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from funade.apps.notices.models import PushDevice
from funade.core.privacy.neutral import betrayals
from funade.web.member.pages.device_names import device_name
from tests.factories.accounts import member, signed_in
from tests.peers.push_service import FakePushService
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

URL = "/me/push/"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)


def add(client: Client, service: FakePushService, label: str = "自宅") -> int:
    form = {**service.subscribe().form(), "label": label}
    response = client.post(f"{URL}add/", form, headers={"User-Agent": ANDROID})
    assert response.headers["Location"] == URL
    return PushDevice.objects.latest("pk").pk


def test_a_device_is_listed_for_its_member_only(push_service: FakePushService) -> None:
    mine, stranger = signed_in(), signed_in()
    add(mine, push_service, "自宅の端末")
    assert "自宅の端末" in mine.get(URL).content.decode()
    assert "自宅の端末" not in stranger.get(URL).content.decode()


def test_the_page_never_shows_the_address(push_service: FakePushService) -> None:
    client = signed_in()
    add(client, push_service)
    assert push_service.origin not in client.get(URL).content.decode()


def test_without_a_name_the_browsers_family(push_service: FakePushService) -> None:
    client = signed_in()
    add(client, push_service, " ")
    assert "Chrome（Android）" in client.get(URL).content.decode()


def test_what_somebody_types_is_text(push_service: FakePushService) -> None:
    client = signed_in()
    add(client, push_service, "<b>太字</b>")
    assert "&lt;b&gt;太字&lt;/b&gt;" in client.get(URL).content.decode()


def test_removing_ones_own(push_service: FakePushService) -> None:
    client, stranger = signed_in(), signed_in()
    device = add(client, push_service)
    assert stranger.post(f"{URL}{device}/remove/").status_code == 404
    assert client.post(f"{URL}{device}/remove/").headers["Location"] == URL
    assert client.post(f"{URL}{device}/remove/").status_code == 404
    assert not PushDevice.objects.exists()


def test_a_strange_address_is_refused_in_words(push_service: FakePushService) -> None:
    form = {**push_service.subscribe().form(), "endpoint": "https://10.0.0.1/", "label": "自宅"}
    response = signed_in().post(f"{URL}add/", form)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>エラー: " in page
    assert page.index('role="alert"') < page.index("<h1>")
    assert 'value="自宅"' in page
    assert "10.0.0.1" not in page
    assert not PushDevice.objects.exists()


def test_an_empty_form_is_refused() -> None:
    assert signed_in().post(f"{URL}add/").status_code == 422


def test_acts_need_the_forms_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member())
    assert client.post(f"{URL}add/").status_code == 403
    assert client.post(f"{URL}1/remove/").status_code == 403
    assert signed_in().get(f"{URL}add/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(push_service: FakePushService, count: int) -> None:
    client = signed_in()
    for _ in range(count):
        add(client, push_service)
    with assert_queries(4):  # session, member, key, devices
        client.get(URL)


def test_s13_the_title_betrays_nothing(push_service: FakePushService) -> None:
    page = signed_in().get(URL).content.decode()
    title = re.search("<title>(.*?)</title>", page)
    assert title
    assert not betrayals(title[1] + URL)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (ANDROID, "Chrome（Android）"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari（iPhone）"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge（Windows）"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
         "Firefox（Linux）"),
        ("curl/8", "端末"),
        ("", "端末"),
    ],
)  # fmt: skip
def test_names_of_devices_are_coarse(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
