"""The headers of RELIABILITY §6.3, on every kind of response."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.urls("tests.web.sample_urls")

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/front", 200),
        ("/private", 302),
        ("/nowhere", 404),
        ("/closed", 410),
        ("/breaks", 500),
        ("/static/django_htmx/htmx-4.min.js", 200),
    ],
)
def test_every_response_is_isolated(client: Client, path: str, status: int) -> None:
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == CSP
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Permissions-Policy"].startswith("geolocation=(self), ")
    list(response)  # closes a static file


def test_pages_cannot_be_framed(client: Client) -> None:
    assert client.get("/front").headers["X-Frame-Options"] == "DENY"


def test_pages_are_compressed(client: Client) -> None:
    response = client.get("/nowhere", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_hsts_only_over_https(client: Client) -> None:
    with override_settings(SECURE_HSTS_SECONDS=63_072_000):
        secure = Client().get("/front", secure=True)
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000"
    assert "Strict-Transport-Security" not in client.get("/front").headers


def test_an_unknown_host_gets_the_400_page(client: Client) -> None:
    response = client.get("/front", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "リクエストを読み取れませんでした" in response.content.decode()
