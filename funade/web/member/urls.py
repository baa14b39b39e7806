"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import home, line, push

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="member-home"),
    path("settings/", home.settings_page, name="member-settings"),
    path("line/", line.line_page, name="member-line"),
    path("line/start/", line.line_start, name="member-line-start"),
    path("line/stop/", line.line_stop, name="member-line-stop"),
    path("push/", push.push_page, name="member-push"),
    path("push/add/", push.push_add, name="member-push-add"),
    path("push/<int:device>/remove/", push.push_remove, name="member-push-remove"),
]
