"""Addresses of the hooks portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.hooks.views import line, stop

urlpatterns: list[URLPattern | URLResolver] = [
    path("hooks/line/", line.line_webhook, name="line-webhook"),
    path("stop/<str:token>/", stop.stop_page, name="notices-stop"),
]
