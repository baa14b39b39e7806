"""Addresses of the member portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.member.views import feeds, home, news, papers, profile, screen, searches

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="member-home"),
    path("settings/", home.settings_page, name="member-settings"),
    path("profile/", profile.profile_page, name="member-profile"),
    path("profile/<slug:section>/", profile.section_page, name="member-profile-section"),
    path("papers/", papers.papers_page, name="member-papers"),
    path("papers/send/", papers.send_paper, name="member-paper-send"),
    path("papers/remove/", papers.remove_paper, name="member-paper-remove"),
    path("papers/image/", papers.paper_image, name="member-paper-image"),
    path("searches/", searches.searches_page, name="member-searches"),
    path("searches/save/", searches.save_search, name="member-search-save"),
    path("searches/<int:search_id>/", searches.change_search, name="member-search-change"),
    path("news/", news.news_page, name="member-news"),
    path("news/seen/", news.all_seen, name="member-news-seen"),
    path("news/<int:alert_id>/", news.open_news, name="member-news-open"),
    path("calendar/", feeds.feeds_page, name="member-feeds"),
    path("calendar/new/", feeds.make_feed, name="member-feed-make"),
    path("calendar/<int:feed_id>/", feeds.change_feed, name="member-feed-change"),
    path("settings/lock/", screen.lock_page, name="member-lock"),
    path("leaving/", screen.leaving_page, name="member-leaving"),
    path("drafts/", screen.drafts_page, name="member-drafts"),
]
