"""A page with a map on the real site's origin: the site's own static files and its own CSP.

The search page brings the same elements; here they stand alone, with openings that are known.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import parse_qs, urlsplit

from django.template.loader import render_to_string
from playwright.sync_api import Page, Route

from funade.core.search.result import Cluster
from funade.web.public.clusters import clusters_json
from funade.web.public.prefecture_map import prefecture_map

PATH = "/map-alone/"

# Where, how many openings, highest pay in yen. The first five are listed beside the map.
POSTINGS = [
    ("札幌市中央区の内科外来", 43.06, 141.35, 3, 120_000),
    ("仙台市青葉区の当直", 38.27, 140.87, 1, 95_000),
    ("新宿区の救急外来", 35.69, 139.70, 4, 130_000),
    ("世田谷区の訪問診療", 35.65, 139.65, 2, 88_000),
    ("那覇市の健診", 26.21, 127.68, 6, 72_500),
    ("高知市の日直", 33.56, 133.53, 1, 110_000),
    ("石垣市の透析", 24.34, 124.16, 2, None),
]
_CITIES = [
    (35.70, 139.75, 40), (34.69, 135.50, 24), (35.18, 136.91, 18), (33.59, 130.40, 14),
    (38.26, 140.88, 6), (43.06, 141.34, 9), (34.39, 132.46, 7), (36.56, 136.65, 4),
    (37.91, 139.04, 5), (34.66, 133.93, 5), (36.65, 138.19, 3), (39.70, 141.15, 3),
]  # fmt: skip


def _openings() -> list[tuple[int, float, float, int, int | None]]:
    """Number, place, openings and pay of each posting; towns are spread around their city."""
    number = count(1)
    found = [(next(number), lat, lng, places, pay) for _, lat, lng, places, pay in POSTINGS]
    for lat, lng, postings in _CITIES:
        for at in range(postings):
            north, east = (at * 7 % 11 - 5) * 0.021, (at * 5 % 13 - 6) * 0.027
            spot = (lat + north, lng + east, 1 + at % 5, 60_000 + 2_500 * at)
            found.append((next(number), *spot))
    return found


_OPENINGS = _openings()


def _clusters(query: str) -> list[Cluster]:
    """What the engine answers: one cluster for each cell of about 60 pixels."""
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    south, west, north, east = map(float, asked["box"].split(","))
    cell = 360 / 512 / 2 ** int(asked["zoom"]) * 60
    cells = defaultdict(list)
    for found in _OPENINGS:
        if south <= found[1] < north and west <= found[2] < east:
            cells[int(found[1] * 1.2 / cell), int(found[2] / cell)].append(found)
    return [
        Cluster(
            latitude=sum(found[1] for found in members) / len(members),
            longitude=sum(found[2] for found in members) / len(members),
            openings=sum(found[3] for found in members),
            postings=len(members),
            best_pay=max((found[4] for found in members if found[4]), default=None),
            posting=members[0][0] if len(members) == 1 else None,
        )
        for members in cells.values()
    ]


def _titles() -> dict[int, tuple[str, str]]:
    names = {number: title for number, (title, *_rest) in enumerate(POSTINGS, start=1)}
    return {number: (f"p{number}", names.get(number, f"外来 {number}")) for number, *_ in _OPENINGS}


def _hits() -> str:
    return json.dumps(
        [
            {
                "id": f"p{number}", "number": number, "title": title,
                "lat": lat, "lng": lng, "openings": places, "best_pay": pay,
            }
            for number, (title, lat, lng, places, pay) in enumerate(POSTINGS[:5], start=1)
        ],
        ensure_ascii=False,
    )  # fmt: skip


def _html() -> str:
    counts = {f"{code:02}": code * code % 97 * 13 for code in range(1, 48)}
    prefectures = render_to_string(
        "public/_prefectures.html",
        {"map": prefecture_map(counts, href=lambda code: f"?kind=spot&area={code}")},
    )
    cards = "".join(
        f'<li data-posting="p{number}"><a href="/jobs/p{number}/">{title}</a></li>'
        for number, (title, *_rest) in enumerate(POSTINGS[:5], start=1)
    )
    hits = _hits().replace("'", "&#39;")
    return f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>地図</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><link rel="stylesheet" href="{PATH}page.css">
<link rel="stylesheet" href="/static/public/map.css">
<script type="module" src="/static/public/map.js"></script></head><body><main><h1>地図</h1>
{prefectures}
<div id="map" class="map" data-viewer="/static/public/map-view.js"
 data-maplibre="/static/maplibre/maplibre-gl.mjs"
 data-worker="/static/maplibre/maplibre-gl-worker.mjs" data-css="/static/maplibre/maplibre-gl.css"
 data-shapes="/static/map/prefectures.geojson" data-clusters="/jobs/clusters.json"
 data-query="kind=spot" data-hits='{hits}'></div>
<ol>{cards}</ol></main></body></html>"""


@dataclass
class MapPage:
    """Serves the page and its clusters inside ``page``; ``asked`` holds the queries it saw."""

    page: Page
    asked: list[str] = field(default_factory=list)
    broken: bool = False

    def open(self, address: str = PATH) -> None:
        """Go to the page; the map is still closed unless the address says otherwise."""
        policy = self.page.request.get("/nowhere").headers["content-security-policy"]
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
        self.page.route(
            lambda url: urlsplit(url).path == PATH,
            lambda route: route.fulfill(body=_html(), headers=headers),
        )
        self.page.route(
            f"**{PATH}page.css",
            lambda route: route.fulfill(
                body="body { background: Canvas; color: CanvasText }", content_type="text/css"
            ),
        )
        self.page.route("**/jobs/clusters.json?*", self._answer)
        self.page.goto(address)

    def _answer(self, route: Route) -> None:
        query = urlsplit(route.request.url).query
        self.asked.append(query)
        if self.broken:
            route.fulfill(body="<html>")
            return
        body = clusters_json(
            _clusters(query), _titles(), href=lambda public_id: f"/jobs/{public_id}/"
        )
        route.fulfill(json=body)

    def open_map(self) -> None:
        """Press the button and wait for the pins."""
        self.page.get_by_role("button", name="地図を開く").click()
        self.wait_for_pins()

    def wait_for_pins(self) -> None:
        """Until the status line says what there is."""
        self.page.get_by_role("status").filter(has_text="この範囲に").wait_for()
