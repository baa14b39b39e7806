"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import home, notices

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="member-home"),
    path("settings/", home.settings_page, name="member-settings"),
    path("notices/", notices.notices_page, name="member-notices"),
    path("notices/log/", notices.log_page, name="member-deliveries"),
    path("notices/hours/", notices.hours_page, name="member-notices-hours"),
    path("notices/digest/", notices.set_digest_hour, name="member-notices-digest"),
    path("notices/channel/", notices.switch_channel, name="member-notices-channel"),
    path("notices/test/", notices.test_channel, name="member-notices-test"),
    path("notices/stop/", notices.stop_all, name="member-notices-stop"),
    path("notices/resume/", notices.resume, name="member-notices-resume"),
    path("notices/links/", notices.renew_stop_links, name="member-notices-links"),
]
