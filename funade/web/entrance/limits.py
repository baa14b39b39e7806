"""How often somebody may try (settings: ACCOUNT_RATE_LIMITS), counted in the database.

Counted per network and per address as typed, whether that address has an account or not. A count
runs out by itself; nobody has to lift anything.
"""

from __future__ import annotations

import math
from typing import Final

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from funade.web.shared.errors import ErrorPage

WAIT_S: Final = 300
_PAGE: Final = ErrorPage(
    "しばらくお待ちください",
    "短い時間に何度も試されたため、いったん受け付けを止めています。"
    "入力された内容は確かめていません。",
    f"{math.ceil(WAIT_S / 60)}分ほどたつと、自動で元に戻ります。"
    "お急ぎのときは、パスキーでログインできます。",
)


def too_often(request: HttpRequest, action: str, key: str) -> HttpResponse | None:
    """Counts one try; the 429 page when there were too many, else None."""
    return None if consume(request, action=action, key=key) else refusal(request)


def refusal(request: HttpRequest) -> HttpResponse:
    """The page that says when to come back; allauth finds it as `handler429`."""
    response = render(request, "shared/error.html", {"page": _PAGE}, status=429)
    response.headers["Retry-After"] = str(WAIT_S)
    return response
