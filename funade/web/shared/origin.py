"""Forms of our own pages are recognised as such although no page tells where it came from.

Under `Referrer-Policy: no-referrer` (STEALTH S-02) browsers send `Origin: null` with a form, and
Django's CSRF check refuses that. `Sec-Fetch-Site` says the same without an address: browsers set
it themselves, and neither page nor script can.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


def attested_origin(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before the CSRF check: a null origin attested as ours becomes ours.

    The token is still asked for. Whoever sends a null origin without the attestation, such as a
    sandboxed frame or another site, is refused as before.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        if meta.get("HTTP_ORIGIN") == "null" and meta.get("HTTP_SEC_FETCH_SITE") == "same-origin":
            meta["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return get_response(request)

    return middleware
