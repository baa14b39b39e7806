"""Addresses of the hooks portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.hooks.views import stop

urlpatterns: list[URLPattern | URLResolver] = [
    path("stop/<str:token>/", stop.stop_page, name="notices-stop"),
]
