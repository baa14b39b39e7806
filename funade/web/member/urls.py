"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="member-home"),
    path("settings/", home.settings_page, name="member-settings"),
]
