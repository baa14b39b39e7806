"""The portals, each under its own prefix."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from funade.web.entrance import limits
from funade.web.shared import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("funade.web.public.urls")),
    path("", include("funade.web.shared.screen.urls")),
    path("", include("funade.web.entrance.urls")),
    path("me/", include("funade.web.member.urls")),
    path("office/", include("funade.web.backoffice.urls")),
    path("", include("funade.web.hooks.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
handler429 = limits.refusal  # where allauth looks
