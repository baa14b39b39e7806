"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import home, papers, profile, screen

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="member-home"),
    path("settings/", home.settings_page, name="member-settings"),
    path("profile/", profile.profile_page, name="member-profile"),
    path("profile/<slug:section>/", profile.section_page, name="member-profile-section"),
    path("papers/", papers.papers_page, name="member-papers"),
    path("papers/send/", papers.send_paper, name="member-paper-send"),
    path("papers/remove/", papers.remove_paper, name="member-paper-remove"),
    path("papers/image/", papers.paper_image, name="member-paper-image"),
    path("settings/lock/", screen.lock_page, name="member-lock"),
    path("leaving/", screen.leaving_page, name="member-leaving"),
    path("drafts/", screen.drafts_page, name="member-drafts"),
]
