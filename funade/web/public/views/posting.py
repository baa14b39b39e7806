"""One posting, several side by side, and those kept on this device."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from funade.apps.careers.queries import shelf
from funade.apps.careers.queries.shelf import Desk
from funade.apps.catalog import queries
from funade.apps.catalog.index import current_index
from funade.apps.catalog.queries import Listing
from funade.core.kernel.calendar import JST
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.query import Query
from funade.web.public.pages import compare as comparison
from funade.web.public.pages.cards import Card, card
from funade.web.public.pages.conditions import search_url
from funade.web.public.pages.detail import (
    HOURLY_FORMULA,
    dates,
    facts,
    missing_by_law,
    sections,
)
from funade.web.public.pages.jsonld import job_posting_script
from funade.web.public.pages.own import own_rows, owned, without_hidden
from funade.web.shared.access import public_view
from funade.web.shared.throttling import limited
from funade.web.shared.visitor import for_one_reader, member_id

SIMILAR = 4
MOST_KEPT = 50


@public_view
@require_safe
def posting_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One posting; 410 with similar ones once it has ended."""
    found = queries.listings_by_id([public_id])
    if not found:
        raise Http404
    today = _today()
    listing = found[0].as_of(today)
    alike = _similar(listing, today)
    desk = _desk(request, [listing, *(it for it, _ in alike)])
    if listing.closed_on is not None or listing.posting.expires_on < today:
        return _ended(request, listing, alike, desk)
    shown = owned(card(listing, None, Query(kind=listing.posting.kind), today), desk, listing)
    context = {
        "listing": listing,
        "card": shown,
        "facts": facts(listing),
        "sections": sections(listing),
        "dates": dates(listing),
        "missing": missing_by_law(listing),
        "revisions": queries.revisions(listing.number),
        "jsonld": job_posting_script(listing),
        "formula": HOURLY_FORMULA,
        "robots": "noindex" if listing.facility.fictional else "",
        "similar": _own_cards(alike, desk),
        "similar_url": search_url(_alike(listing)),
        "desk": desk,
        "back_to": request.path,
    }
    return _answer(render(request, "public/posting.html", context), desk)


def _desk(request: HttpRequest, listings: Sequence[Listing]) -> Desk | None:
    """The reader's own things around some postings; None for strangers."""
    reader = member_id(request)
    return None if reader is None else shelf.desk(reader, [it.public_id for it in listings])


def _own_cards(pairs: Sequence[tuple[Listing, Card]], desk: Desk | None) -> list[Card]:
    shown, _ = without_hidden([listing for listing, _ in pairs], desk)
    return [owned(found, desk, listing) for listing, found in pairs if listing in shown]


def _answer(response: HttpResponse, desk: Desk | None) -> HttpResponse:
    return response if desk is None else for_one_reader(response)


def _today() -> date:
    return timezone.now().astimezone(JST).date()


def _ended(
    request: HttpRequest,
    listing: Listing,
    alike: Sequence[tuple[Listing, Card]],
    desk: Desk | None,
) -> HttpResponse:
    context = {
        "listing": listing,
        "similar": _own_cards(alike, desk),
        "similar_url": search_url(_alike(listing)),
        "robots": "noindex",
        "desk": desk,
        "back_to": request.path,
    }
    return _answer(render(request, "public/ended.html", context, status=410), desk)


def _alike(listing: Listing) -> Query:
    """Same kind, prefecture and departments."""
    posting = listing.posting
    return Query(
        kind=posting.kind,
        areas=(listing.facility.prefecture,),
        departments=posting.departments[:3],
    )


def _similar(listing: Listing, today: date) -> list[tuple[Listing, Card]]:
    """A few open postings like this one; without the department if there are none."""
    query = _alike(listing)
    for asked in (query, query.without("departments")):
        result = search(current_index(), asked, Moment.at(timezone.now()))
        numbers = [hit.posting for hit in result.hits if hit.posting != listing.number]
        if numbers:
            found = [it.as_of(today) for it in queries.listings(numbers[:SIMILAR])]
            return [(it, card(it, None, query, today)) for it in found]
    return []


@public_view
@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """Two to four postings in one table; works by plain links and boxes."""
    ids = list(dict.fromkeys(request.GET.getlist("ids")))
    today = _today()
    listings = [it.as_of(today) for it in queries.listings_by_id(ids[: comparison.MOST])]
    only_different = request.GET.get("diff") == "1"
    desk = _desk(request, listings)
    columns = [
        {
            "card": card(it, None, Query(kind=it.posting.kind), today),
            "ended": it.closed_on is not None or it.posting.expires_on < today,
            "without": _compare_url([other for other in listings if other != it]),
        }
        for it in listings
    ]
    context = {
        "columns": columns,
        "sections": comparison.compare(listings, only_different=only_different),
        "only_different": only_different,
        "toggle": _compare_url(listings) + ("" if only_different else "&diff=1"),
        "dropped": len(ids) - len(listings),
        "formula": HOURLY_FORMULA,
        "robots": "noindex",
        "own_rows": own_rows(desk, listings) if len(listings) > 1 else [],
        "desk": desk,
    }
    return _answer(render(request, "public/compare.html", context), desk)


def _compare_url(listings: list[Listing]) -> str:
    return "/jobs/compare/?" + "&".join(f"ids={it.public_id}" for it in listings)


@public_view
@require_safe
def kept_page(request: HttpRequest) -> HttpResponse:
    """What this device keeps; the page itself knows nothing, the device asks for its cards."""
    context = {"robots": "noindex", "member": member_id(request) is not None}
    return render(request, "public/kept.html", context)


@public_view
@require_safe
@limited("search")
def kept_cards(request: HttpRequest) -> HttpResponse:
    """Cards by public id, for the page above; ended ones say so."""
    ids = request.GET.getlist("ids")[:MOST_KEPT]
    today = _today()
    rows = [
        {
            "card": card(it.as_of(today), None, Query(kind=it.posting.kind), today),
            "ended": it.closed_on is not None or it.posting.expires_on < today,
        }
        for it in queries.listings_by_id(ids)
    ]
    return render(request, "public/kept.html#cards", {"rows": rows})
