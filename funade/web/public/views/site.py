"""The front page, the pages about the site, and what machines read first."""

from collections.abc import Mapping
from hashlib import blake2s
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from funade import __version__
from funade.apps.catalog import queries
from funade.apps.catalog.index import current_index
from funade.core.masters.areas import REGIONS, prefectures_of
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.flags import FLAGS
from funade.core.masters.work import KINDS
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.query import Query
from funade.web.public.pages.conditions import search_url
from funade.web.public.pages.kept_data import kept_groups
from funade.web.public.pages.promises import GROUPS as PROMISES
from funade.web.public.pages.sources import SOURCES
from funade.web.shared.access import public_view

SITEMAP_SIZE: Final = 10_000
_PICKS: Final = ("urgent", "sleeping-duty", "novice", "no-emergency", "procedure", "above-market")
_FIRST_DEPARTMENTS: Final = 12


@public_view
@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """Where a physician begins: kind, area, department, or one word."""
    moment, index = Moment.at(timezone.now()), current_index()
    results = {kind.code: search(index, Query(kind=kind.code), moment) for kind in KINDS}
    counts = results["spot"].facets
    context = {
        "kinds": [
            (kind, results[kind.code].postings, results[kind.code].openings) for kind in KINDS
        ],
        "regions": [
            (region, [(p, search_url(Query(areas=(p.code,)))) for p in prefectures_of(region.code)])
            for region in REGIONS
        ],
        "departments": [
            (DEPARTMENTS.name(code), search_url(Query(departments=(code,))), count)
            for code, count in _largest(counts["departments"])
        ],
        "picks": [
            (FLAGS.name(code), search_url(Query(flags=(code,))), counts["flags"].get(code, 0))
            for code in _PICKS
            if counts["flags"].get(code, 0)
        ],
        "confirmed": queries.newest_confirmation(),
    }
    return render(request, "public/home.html", context)


def _largest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(code, count) for code, count in ranked[:_FIRST_DEPARTMENTS] if count]


@public_view
@require_safe
def sources_page(request: HttpRequest) -> HttpResponse:
    """出典: where every list and figure comes from."""
    return render(request, "public/sources.html", {"sources": SOURCES})


@public_view
@require_safe
def nothing_sent_page(request: HttpRequest) -> HttpResponse:
    """外部送信なし: what this site does not do, and what it cannot promise."""
    return render(request, "public/nothing-sent.html")


@public_view
@require_safe
def kept_data_page(request: HttpRequest) -> HttpResponse:
    """お預かりする情報: the register of personal fields, as it is enforced."""
    return render(request, "public/kept-data.html", {"groups": kept_groups()})


@public_view
@require_safe
def promises_page(request: HttpRequest) -> HttpResponse:
    """お約束できること・できないこと: what is tested, and what no test can hold."""
    return render(request, "public/promises.html", {"groups": PROMISES})


@public_view
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309)."""
    if settings.FUNADE_DEMO:  # nobody should find a job that does not exist
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    lines = (
        "User-agent: *",
        "Disallow: /jobs/compare/",
        "Disallow: /jobs/kept/",
        "Disallow: /jobs/clusters.json",
        "Allow: /",
        f"Sitemap: {settings.FUNADE_ORIGIN}/sitemap.xml",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_view
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of sitemap files."""
    pages = -(-queries.published_count() // SITEMAP_SIZE)
    context = {"origin": settings.FUNADE_ORIGIN, "pages": range(1, pages + 1)}
    return render(request, "public/sitemap-index.xml", context, content_type="application/xml")


@public_view
@require_safe
def sitemap(request: HttpRequest, page: int) -> HttpResponse:
    """One file: open postings with the day of their last real change."""
    rows = queries.sitemap_page(page - 1, SITEMAP_SIZE)
    if not rows:
        raise Http404
    context = {"origin": settings.FUNADE_ORIGIN, "rows": rows, "first": page == 1}
    return render(request, "public/sitemap.xml", context, content_type="application/xml")


@public_view
@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """llms.txt: what a machine may find here, public search only."""
    return render(request, "public/llms.txt", content_type="text/plain; charset=utf-8")


@public_view
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """What browsers ask for unasked, on pages that are no HTML."""
    return redirect(static("shared/mark.svg"), permanent=True)


@public_view
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, with a neutral name (STEALTH S-13)."""
    return render(request, "public/manifest.webmanifest", content_type="application/manifest+json")


@public_view
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """What the service worker shows without a network: the one page that may be stored."""
    return render(request, "public/offline.html")


@public_view
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, at the root so that it may see every navigation; a new one is taken at once."""
    css = static("shared/funade.css")  # its hashed name changes with what the worker keeps
    version = blake2s(f"{__version__} {css}".encode(), digest_size=6).hexdigest()
    response = render(request, "public/sw.js", {"version": version}, content_type="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response
