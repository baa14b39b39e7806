"""One log line per request, with the route pattern in place of the path (STEALTH S-26)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)


def request_journal(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: logs method, route, status and milliseconds; no path, query, address or user."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        facts = {
            "method": request.method,
            "route": match.route if match else None,
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        logger.info("request", extra={"facts": facts})
        return response

    return middleware
