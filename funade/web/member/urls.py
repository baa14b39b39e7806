"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import home, screen

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="member-home"),
    path("settings/", home.settings_page, name="member-settings"),
    path("settings/lock/", screen.lock_page, name="member-lock"),
    path("leaving/", screen.leaving_page, name="member-leaving"),
    path("drafts/", screen.drafts_page, name="member-drafts"),
]
