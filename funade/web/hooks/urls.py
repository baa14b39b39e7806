"""Addresses of the hooks portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.hooks.views import feeds, line, stop

urlpatterns: list[URLPattern | URLResolver] = [
    path("feeds/<str:token>.ics", feeds.calendar, name="feed-calendar"),
    path("feeds/<str:token>.atom", feeds.atom, name="feed-atom"),
    path("hooks/line/", line.line_webhook, name="line-webhook"),
    path("stop/<str:token>/", stop.stop_page, name="notices-stop"),
]
