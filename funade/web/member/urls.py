"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import data, home, notices, papers, profile, screen


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
    path("profile/", profile.profile_page, name="member-profile"),
    path("profile/<slug:section>/", profile.section_page, name="member-profile-section"),
    path("papers/", papers.papers_page, name="member-papers"),
    path("papers/send/", papers.send_paper, name="member-paper-send"),
    path("papers/remove/", papers.remove_paper, name="member-paper-remove"),
    path("papers/image/", papers.paper_image, name="member-paper-image"),
    path("settings/lock/", screen.lock_page, name="member-lock"),
    path("leaving/", screen.leaving_page, name="member-leaving"),
    path("drafts/", screen.drafts_page, name="member-drafts"),
    path("looks/", data.looks_page, name="member-looks"),
    path("data/", data.export_page, name="member-export"),
    path("data/file/", data.export_file, name="member-export-file"),
    path("data/import/", data.import_page, name="member-import"),
    path("closing/", data.deletion_page, name="member-deletion"),
    path("closing/stay/", data.stay, name="member-stay"),
]
