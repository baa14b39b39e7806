"""Addresses of the hooks portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.hooks import feeds

urlpatterns: list[URLPattern | URLResolver] = [
    path("feeds/<str:token>.ics", feeds.calendar, name="feed-calendar"),
    path("feeds/<str:token>.atom", feeds.atom, name="feed-atom"),
]
