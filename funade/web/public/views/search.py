"""The search page in its three views, and the data of its map."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from funade.apps.careers.queries import shelf
from funade.apps.careers.queries.shelf import Desk
from funade.apps.catalog import queries
from funade.apps.catalog.index import current_index
from funade.core.kernel.calendar import JST
from funade.core.listings.document import shown_point
from funade.core.listings.pay import opening_pay
from funade.core.masters.work import KINDS, SPOT
from funade.core.search.aggregate import calendar
from funade.core.search.clusters import clusters
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.index import Index
from funade.core.search.query import PAGE_SIZE, SORTS, Query
from funade.core.search.relax import relaxations
from funade.core.search.result import Result
from funade.core.search.url import Parsed, parse, to_params
from funade.web.public import clusters as cluster_answer
from funade.web.public.around import KILOMETRES, with_around
from funade.web.public.pages.cards import Card, card
from funade.web.public.pages.conditions import (
    chips,
    first_page,
    heading,
    problem_words,
    search_url,
)
from funade.web.public.pages.month import last_of, month, read_month
from funade.web.public.pages.own import owned, sheet_link, without_hidden
from funade.web.public.pages.panel import area_panel, facet_panels
from funade.web.public.pages.wishes import wish_rows
from funade.web.public.prefecture_map import prefecture_map
from funade.web.shared.access import public_view
from funade.web.shared.throttling import limited
from funade.web.shared.visitor import for_one_reader, member_id

VIEWS = (("list", "一覧"), ("map", "地図"), ("calendar", "カレンダー"))
_TYPED = ("q", "around", "from", "to", "hourly", "pay", "start", "end")
_NOT_PUBLIC = frozenset({"hide"})
"""Facility numbers would tell which hidden name belongs to which facility."""
SORT_NAMES = {
    "recommended": "おすすめ",
    "new": "新着",
    "pay": "給与が高い",
    "date": "日付が近い",
    "near": "近い",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: what was asked, on which index, when."""

    parsed: Parsed
    raw: dict[str, str]
    """What was typed, good or bad, so that the form shows it again."""
    index: Index
    now: datetime
    reader: int | None
    """The signed-in member; None for strangers."""

    @property
    def query(self) -> Query:
        """The conditions."""
        return self.parsed.query

    @property
    def moment(self) -> Moment:
        """Now, as the engine compares it."""
        return Moment.at(self.now)


def _ask(request: HttpRequest) -> Asked:
    params = {name: values for name, values in request.GET.lists() if name not in _NOT_PUBLIC}
    raw = {name: "".join(params.get(name, ())[:1])[:100].replace("\0", "") for name in _TYPED}
    parsed = with_around(parse(params), params)
    return Asked(parsed, raw, current_index(), timezone.now(), member_id(request))


@public_view
@require_safe
@limited("search")
def search_page(request: HttpRequest) -> HttpResponse:
    """Results as list, map or calendar; the URL is the whole state."""
    asked = _ask(request)
    view = request.GET.get("view", "list")
    view = view if view in dict(VIEWS) and not (view == "calendar" and _undated(asked)) else "list"
    address = search_url(asked.query, view="" if view == "list" else view, month=_month(request))
    if _untidy(request, asked) and not _partial(request):
        return redirect(address)
    result = search(asked.index, asked.query, asked.moment)
    context = {
        **_frame(asked, result, view),
        **_panel(asked, result),
        **_body(request, asked, result, view),
        "back_to": address,
    }
    template = "public/search.html#search" if _partial(request) else "public/search.html"
    response = render(request, template, context)
    if _partial(request) and not asked.parsed.problems:
        response.headers["HX-Push-Url"] = address
    # One address, two answers: Back must never show a fragment from the cache as a page.
    patch_vary_headers(response, ["HX-Request-Type"])
    return response if asked.reader is None else for_one_reader(response)


def _month(request: HttpRequest) -> str:
    return request.GET.get("month", "")[:7]


def _untidy(request: HttpRequest, asked: Asked) -> bool:
    """Whether a form sent empty fields; with a bad value the address stays, to be corrected."""
    if request.GET.get("around") and not asked.parsed.problems:
        return True  # what was typed has become a point
    empty = any(value == "" for _, values in request.GET.lists() for value in values)
    return empty and not asked.parsed.problems


def _partial(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request-Type") == "partial"


def _undated(asked: Asked) -> bool:
    """Only spot work has days to put into a calendar."""
    return asked.query.kind != SPOT


def _frame(asked: Asked, result: Result, view: str) -> dict[str, Any]:
    """What all three views share: heading, tabs, chips, switches."""
    query = asked.query
    extra = {} if view == "list" else {"view": view}
    return {
        "query": query,
        "problems": [problem_words(problem) for problem in asked.parsed.problems],
        "result": result,
        "heading": heading(query),
        "title": heading(query) + (f"（{query.page}ページ目）" if query.page > 1 else ""),
        "chips": chips(query, **extra),
        "params": search_url(first_page(query)).partition("?")[2],
        "kinds": [
            (kind.name, _kind_url(query, kind.code), kind.code == query.kind) for kind in KINDS
        ],
        "views": [
            (name, search_url(first_page(query), view="" if code == "list" else code), code == view)
            for code, name in VIEWS
            if code != "calendar" or query.kind == SPOT
        ],
        "view": view,
        "robots": "" if _plain(query) else "noindex",
    }


def _plain(query: Query) -> bool:
    """Whether a search engine may keep the page: at most two conditions, first page."""
    return query.page == 1 and len(chips(query)) <= 2 and not query.text


def _kind_url(query: Query, kind: str) -> str:
    """The same search for another kind, without what does not carry over."""
    kept = query.without("pay_min", "first_day", "last_day", "cadences", "sort", "box", "page")
    return search_url(replace(kept, kind=kind))


def _panel(asked: Asked, result: Result) -> dict[str, Any]:
    query = asked.query
    return {
        "areas": area_panel(query, result.facets["areas"]),
        "facets": facet_panels(query, result.facets),
        "raw": asked.raw,
        "bad": {problem.param for problem in asked.parsed.problems},
        "sorts": [(code, SORT_NAMES[code], code == query.sort) for code in _sorts(query)],
        "wishes": wish_rows(query),
        "kilometres": [
            (km, km == (query.near.km if query.near else 10)) for km in _kilometres(query)
        ],
        "chosen": len(chips(query)),
        "hidden_params": [
            (name, value) for name, value in to_params(query) if name in ("near", "box")
        ],
    }


def _kilometres(query: Query) -> list[int]:
    """The distances to choose from, and any other that the address holds."""
    return sorted({*KILOMETRES, query.near.km} if query.near else KILOMETRES)


def _sorts(query: Query) -> list[str]:
    """The orders that mean something for this search."""
    senseless = set() if query.near else {"near"}
    if query.kind != SPOT:
        senseless.add("date")
    return [code for code in SORTS if code not in senseless]


def _body(request: HttpRequest, asked: Asked, result: Result, view: str) -> dict[str, Any]:
    if view == "calendar":
        return {**_calendar(request, asked), **_own(asked, _desk(asked, []), view)}
    body = _list(asked, result, view)
    return {**body, **_map(asked, result)} if view == "map" else body


def _list(asked: Asked, result: Result, view: str) -> dict[str, Any]:
    query, today = asked.query, asked.now.astimezone(JST).date()
    hits = {hit.posting: hit for hit in result.hits}
    every = [it.as_of(today) for it in queries.listings(list(hits))]
    desk = _desk(asked, every)
    found, left_out = without_hidden(every, desk)
    cards: list[Card] = [
        owned(card(it, hits[it.number], query, today), desk, it, query) for it in found
    ]
    body: dict[str, Any] = {"cards": cards, "pages": _pages(query, result, view)}
    body |= {**_own(asked, desk, view), "left_out": left_out}
    if view == "map":
        body["map_hits"] = _map_hits(found)
    body["first"] = (query.page - 1) * PAGE_SIZE + 1
    if not result.hits:
        body["relaxed"] = _relaxed(asked)
    return body


def _desk(asked: Asked, shown: Sequence[queries.Listing]) -> Desk | None:
    """The reader's own things around some postings; None for strangers."""
    if asked.reader is None:
        return None
    return shelf.desk(asked.reader, [it.public_id for it in shown])


def _own(asked: Asked, desk: Desk | None, view: str) -> dict[str, Any]:
    if desk is None:
        return {"desk": None}
    extra = {} if view == "list" else {"view": view}
    return {"desk": desk, "sheet_link": sheet_link(desk, asked.query, **extra)}


def _relaxed(asked: Asked) -> list[tuple[str, int, str]]:
    """What would be found without one condition: its words, openings, and the address."""
    found = relaxations(asked.index, asked.query, asked.moment)
    labels = {(chip.field, chip.value): chip for chip in chips(asked.query)}
    by_field = {chip.field: chip for chip in chips(asked.query)}
    rows = []
    for relaxation in found[:3]:
        chip = labels.get((relaxation.field, relaxation.value)) or by_field.get(relaxation.field)
        if chip is not None:
            rows.append((chip.label, relaxation.openings, chip.url))
    return rows


def _pages(query: Query, result: Result, view: str) -> list[tuple[int, str, bool]]:
    """Numbered pages near the current one, first and last always; number 0 is a gap."""
    last = max(1, -(-result.postings // PAGE_SIZE))
    near = {1, last, *range(query.page - 2, query.page + 3)}
    numbers = sorted(number for number in near if 1 <= number <= min(last, 500))
    found: list[tuple[int, str, bool]] = []
    for number in numbers if last > 1 else []:
        if found and number - found[-1][0] > 1:
            found.append((0, "", False))
        url = search_url(replace(query, page=number), view="" if view == "list" else view)
        found.append((number, url, number == query.page))
    return found


def _map(asked: Asked, result: Result) -> dict[str, Any]:
    query = first_page(asked.query)
    box = query.box
    return {
        "map": prefecture_map(
            result.facets["areas"],
            href=lambda code: search_url(_in_area(query, code), view="map"),
            chosen=query.areas,
        ),
        "map_query": search_url(query.without("box")).partition("?")[2],
        "map_box": f"{box.west},{box.south},{box.east},{box.north}" if box else "",
    }


def _map_hits(found: list[queries.Listing]) -> str:
    """The listed postings with their numbers and where they may be shown, as JSON."""
    rows = []
    for at, listing in enumerate(found, start=1):
        latitude, longitude = shown_point(listing.facility, listing.posting)
        point = {} if latitude is None else {"lat": latitude, "lng": longitude}
        left = [it for it in listing.posting.openings if it.places_left]
        pays = [opening_pay(listing.posting, it).natural.low for it in left]
        rows.append(
            {
                "id": listing.public_id,
                "number": at,
                "title": listing.posting.title,
                "openings": len(left),
                "best_pay": max((pay for pay in pays if pay is not None), default=None),
                **point,
            }
        )
    return json.dumps(rows, ensure_ascii=False)


def _in_area(query: Query, code: str) -> Query:
    return replace(query, areas=(code,), box=None)


def _calendar(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    today = asked.now.astimezone(JST).date()
    first = read_month(_month(request), today)
    undated = asked.query.without("first_day", "last_day")
    span = (first.toordinal(), last_of(first).toordinal())
    days = calendar(asked.index, undated, *span, asked.moment)
    return {"month": month(undated, first, today, days)}


@public_view
@require_safe
@limited("search")
def clusters_json(request: HttpRequest) -> JsonResponse:
    """Clusters of the part of the map that is in view: ``box`` and ``zoom`` beside the search."""
    asked = _ask(request)
    box = asked.query.box
    zoom = request.GET.get("zoom", "")
    if box is None or not zoom.isdecimal() or not 0 <= int(zoom) <= 20:
        return JsonResponse({"error": "box と zoom を指定してください。"}, status=400)
    query = asked.query.without("box")
    found = clusters(asked.index, query, box, int(zoom), asked.moment)
    singles = [cluster.posting for cluster in found if cluster.posting is not None]
    titles = queries.titles(singles)
    answer = cluster_answer.clusters_json(found, titles, href=lambda key: f"/jobs/{key}/")
    return JsonResponse(answer)
