"""Forms under `Referrer-Policy: no-referrer`: ours pass, others do not."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
OURS = {"origin": "null", "sec-fetch-site": "same-origin"}


def status(*, secure: bool, headers: dict[str, str], token: bool = True) -> int:
    """Of a form sent as a browser would."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/reset/", secure=secure).content.decode()
    found = _TOKEN.search(page)
    assert found
    form = {"email": "", **({"csrfmiddlewaretoken": found[1]} if token else {})}
    return browser.post("/reset/", form, headers=headers, secure=secure).status_code


@pytest.mark.parametrize("secure", [False, True])
def test_a_form_of_ours(*, secure: bool) -> None:
    assert status(secure=secure, headers=OURS) == 200


@pytest.mark.parametrize("secure", [False, True])
def test_without_its_token(*, secure: bool) -> None:
    assert status(secure=secure, headers=OURS, token=False) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_null_origin_from_elsewhere(site: str) -> None:
    assert status(secure=True, headers={**OURS, "sec-fetch-site": site}) == 403
    assert status(secure=True, headers={"origin": "null"}) == 403


def test_another_origin_stays_another() -> None:
    assert status(secure=True, headers={**OURS, "origin": "https://evil.example"}) == 403


def test_an_unknown_host_with_a_null_origin() -> None:
    assert Client().post("/reset/", headers={**OURS, "host": "evil.example"}).status_code == 400
