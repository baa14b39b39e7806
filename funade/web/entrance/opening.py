"""What every page of the entrance has around it."""

from __future__ import annotations

from functools import wraps
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters

from funade.web.shared.access import public_view
from funade.web.shared.throttling import View

SECRETS = ("password", "code", "credential")


def door(view: View) -> View:
    """For signed-in people: nothing is stored on the way, secrets stay out of error reports.

    HEAD is answered as GET, because allauth counts everything but GET as a try, and a HEAD
    must not write.
    """

    @wraps(view)
    @sensitive_post_parameters(*SECRETS)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            request.method = "GET"
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return cast("View", guarded)


def front_door(view: View) -> View:
    """The same, open to strangers."""
    return public_view(door(view))
