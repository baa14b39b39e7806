"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import (
    blocks,
    conditions,
    home,
    papers,
    profile,
    screen,
    shelf,
)

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
    path("act/", shelf.act, name="member-act"),
    path("saved/", shelf.saved_page, name="member-saved"),
    path("saved/take-over/", shelf.take_over, name="member-take-over"),
    path("saved/<slug:public_id>/", shelf.note_page, name="member-note"),
    path("seen/", shelf.seen_page, name="member-seen"),
    path("seen/add/", shelf.see, name="member-see"),
    path("seen/switch/", shelf.switch_seen, name="member-seen-switch"),
    path("hidden/", shelf.hidden_page, name="member-hidden"),
    path("blocks/", blocks.blocks_page, name="member-blocks"),
    path("conditions/", conditions.conditions_page, name="member-conditions"),
    path("conditions/<slug:code>/", conditions.condition_page, name="member-condition"),
]
