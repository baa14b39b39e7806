"""Addresses of the public portal. Every view here is open to everybody."""

from django.urls import URLPattern, URLResolver, path

from funade.web.public.views import posting, search, site

urlpatterns: list[URLPattern | URLResolver] = [
    path("", site.home_page, name="home"),
    path("jobs/", search.search_page, name="search"),
    path("jobs/clusters.json", search.clusters_json, name="clusters"),
    path("jobs/compare/", posting.compare_page, name="compare"),
    path("jobs/kept/", posting.kept_page, name="kept"),
    path("jobs/kept/cards/", posting.kept_cards, name="kept-cards"),
    path("jobs/<slug:public_id>/", posting.posting_page, name="posting"),
    path("about/sources/", site.sources_page, name="sources"),
    path("about/kept-data/", site.kept_data_page, name="kept-data"),
    path("about/nothing-sent/", site.nothing_sent_page, name="nothing-sent"),
    path("about/promises/", site.promises_page, name="promises"),
    path("offline/", site.offline_page, name="offline"),
    path("sw.js", site.service_worker, name="service-worker"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", site.sitemap_index, name="sitemap-index"),
    path("sitemap-jobs-<int:page>.xml", site.sitemap, name="sitemap"),
    path("llms.txt", site.llms, name="llms"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("app.webmanifest", site.manifest, name="manifest"),
]
