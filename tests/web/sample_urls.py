"""Views that misbehave in one way each, for the tests of the middlewares."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import path

from funade.config.urls import handler400, handler403, handler404, handler500
from funade.web.public import urls as public
from funade.web.shared import errors
from funade.web.shared.access import public_view
from funade.web.shared.screen import urls as screen
from funade.web.shared.throttling import limited

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@public_view
def front(request: HttpRequest) -> HttpResponse:
    return HttpResponse("front")


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("private")


@public_view
def counts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(get_user_model().objects.count()))


@public_view
def writes(request: HttpRequest) -> HttpResponse:
    get_user_model().objects.create(email="written@example.jp")
    return HttpResponse("written")


@public_view
def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


@public_view
def closed(request: HttpRequest) -> HttpResponse:
    return errors.gone(request)


@public_view
@limited("search")
def search(request: HttpRequest) -> HttpResponse:
    return HttpResponse("found")


urlpatterns = [
    path("front", front),
    path("private", private),
    path("counts", counts),
    path("writes", writes),
    path("breaks", breaks),
    path("closed", closed),
    path("search", search),
    *public.urlpatterns,  # the frame of every page links to them
    *screen.urlpatterns,  # and a member's to these
]
