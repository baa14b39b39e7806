"""LINE Login against a LINE of our own: opens connected accounts, makes none."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client, override_settings

from funade.apps.accounts.models import User
from tests.web.entrance.people import letters, sign_in_by_passkey, sign_up
from tests.web.entrance.test_pages import LINE

pytestmark = pytest.mark.django_db
EMAIL = "taro@example.jp"
PROFILE = {"userId": "U123", "displayName": "山田太郎", "pictureUrl": "https://line.example/p.jpg"}


class Answer:
    """What LINE answers."""

    status_code = 200
    headers: ClassVar[dict[str, str]] = {"content-type": "application/json"}

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def json(self) -> dict[str, Any]:
        return self._data

    def raise_for_status(self) -> None:
        """It is always well."""


class FakeLine:
    """Stands for `requests.Session`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    def request(self, _method: str, url: str, **options: Any) -> Answer:
        assert url == "https://api.line.me/oauth2/v2.1/token"
        assert options["data"]["code"] == "from-line"
        return Answer({"access_token": "token", "expires_in": 60})

    def get(self, url: str, **_options: Any) -> Answer:
        assert url == "https://api.line.me/v2/profile"
        return Answer(PROFILE)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(
        "funade.web.entrance.adapter.LineAdapter.get_requests_session", lambda self: FakeLine()
    )
    with override_settings(**LINE):
        yield


def through_line(client: Client, start: str, state: str = "") -> Any:
    """To LINE and back, pressing the button."""
    away = client.post(start).headers["Location"]
    assert away.startswith("https://access.line.me/oauth2/v2.1/authorize?")
    asked = parse_qs(urlsplit(away).query)
    assert asked["scope"] == ["profile"], "no address is asked for"
    query = {"code": "from-line", "state": state or asked["state"][0]}
    page = client.get("/login/line/back/", query)
    assert page.status_code == 200
    assert "続ける" in page.content.decode()
    return client.post("/login/line/back/", query_params=query)


@pytest.mark.parametrize("path", ["/login/line/", "/security/line/", "/login/line/back/"])
def test_without_settings_there_is_nothing(client: Client, path: str) -> None:
    assert settings.FUNADE_LINE_LOGIN_ID == ""
    sign_up(client, EMAIL)
    assert "LINE" not in client.get("/security/").content.decode()
    assert "LINE" not in Client().get("/login/").content.decode()
    assert client.post(path).status_code == 404


def test_a_connected_line_still_asks_a_second_factor(client: Client, line: None) -> None:
    passkey = sign_up(client, EMAIL)
    answer = through_line(client, "/security/line/")
    assert answer.headers["Location"] == "/security/"
    account = SocialAccount.objects.get(user__email=EMAIL)
    assert account.uid == "U123"
    assert account.extra_data == {}, "neither name nor picture is kept"
    assert letters(EMAIL)[-1]["subject"] == "LINEと連携しました"
    client.post("/logout/")
    answer = through_line(client, "/login/line/")
    assert answer.headers["Location"] == "/login/second/"
    assert "_auth_user_id" not in client.session
    client.post("/logout/")
    sign_in_by_passkey(client, passkey)
    client.post("/security/line/forget/")
    assert not SocialAccount.objects.exists()
    assert letters(EMAIL)[-1]["subject"] == "LINEとの連携をやめました"


def test_s25_an_unconnected_line_makes_no_account(client: Client, line: None) -> None:
    sign_up(Client(), EMAIL)
    answer = through_line(client, "/login/line/")
    assert answer.headers["Location"] == "/login/"
    assert "連携されていません" in client.get("/login/").content.decode()
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_line_of_somebody_else_is_not_taken_over(client: Client, line: None) -> None:
    stranger = Client()
    sign_up(stranger, "stranger@example.jp")
    through_line(stranger, "/security/line/")
    sign_up(client, EMAIL)
    through_line(client, "/security/line/")
    assert SocialAccount.objects.get().user.email == "stranger@example.jp"
    assert "別の登録と連携しています" in client.get("/security/").content.decode()


def test_a_forged_state_is_refused(client: Client, line: None) -> None:
    answer = through_line(client, "/login/line/", state="forged")
    assert answer.headers["Location"] == "/login/"
    assert "_auth_user_id" not in client.session


def test_a_refusal_at_line_leads_back(client: Client, line: None) -> None:
    state = parse_qs(urlsplit(client.post("/login/line/").headers["Location"]).query)["state"][0]
    query = {"error": "access_denied", "state": state}
    answer = client.post("/login/line/back/", query_params=query)
    assert answer.headers["Location"] == "/login/"
