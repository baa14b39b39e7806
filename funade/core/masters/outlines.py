"""都道府県の形: outlines of the 47 prefectures, to draw and to fill.

The only reader of the data file in the `japanmap` package. That file is a topology: points, and
for each prefecture a closed ring of chains, each shared with one neighbour (or with the sea). We
simplify chains, not polygons, so two neighbours keep exactly the same border at every level of
detail: no slivers, no overlaps. The package itself is never imported, for it would load OpenCV.

Only the main part of each prefecture is in the data. Islands such as 佐渡, 対馬, 奄美 or 石垣 are
missing, so a drawing may show *how many* openings a prefecture has, never *where land is*.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Final

from funade.core.masters.areas import PREFECTURES

CREDIT: Final = "都道府県の形: japanmap（© 2022 Saito Tsutomu、Apache License 2.0）のデータを簡略化"
"""What must stand beside the drawing. The package names no source of its own for the shapes."""

type Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y of a drawing."""
type Ring = tuple[Point, ...]
"""A closed outline; the first point is not repeated at the end."""

_MIDDLE: Final = 37.5
"""The latitude at which the drawing has true proportions."""
_SQUEEZE: Final = cos(radians(_MIDDLE))
_DETAIL: Final = 0.025
"""Default tolerance: 2.8 km, two units of a drawing; the data itself is hardly finer than 1 km."""


# --- the topology ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Topology:
    """``rings[code]`` lists the chains of a prefecture; a chain is a tuple of point numbers."""

    points: tuple[Point, ...]
    rings: Mapping[str, tuple[tuple[int, ...], ...]]


@cache
def _topology() -> _Topology:
    package = find_spec("japanmap")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("japanmap is not installed", name="japanmap")
    points, prefectures = json.loads(Path(package.origin).with_name("japan.json").read_bytes())
    return _Topology(
        points=tuple((longitude, latitude) for (longitude, latitude), _uses in points),
        rings={
            f"{number:02}": tuple(tuple(chain) for _neighbour, chain in chains)
            for number, chains in enumerate(prefectures, start=1)
        },
    )


def _distance(point: Point, start: Point, end: Point, *, squeeze: float = _SQUEEZE) -> float:
    """From a point to the segment between two others; sideways distance counts ``squeeze``."""
    px, py = (point[0] - start[0]) * squeeze, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * squeeze, end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return hypot(px - along * dx, py - along * dy)


def _thin(chain: tuple[int, ...], tolerance: float) -> tuple[int, ...]:
    """Douglas–Peucker: both ends stay, and no dropped point lies farther than ``tolerance``."""
    points = _topology().points
    start, end = points[chain[0]], points[chain[-1]]
    inner = range(1, len(chain) - 1)
    far = max(inner, key=lambda at: _distance(points[chain[at]], start, end), default=0)
    closed = chain[0] == chain[-1]
    if not far or (not closed and _distance(points[chain[far]], start, end) <= tolerance):
        return (chain[0], chain[-1])
    return _thin(chain[: far + 1], tolerance)[:-1] + _thin(chain[far:], tolerance)


def _thin_either_way(chain: tuple[int, ...], tolerance: float) -> tuple[int, ...]:
    """The two owners of a border walk it in opposite directions and must get the same points."""
    if chain[0] <= chain[-1]:
        return _thin(chain, tolerance)
    return _thin(chain[::-1], tolerance)[::-1]


@cache
def outlines(tolerance: float) -> Mapping[str, Ring]:
    """Rings in degrees by prefecture code, counter-clockwise (RFC 7946), borders shared exactly.

    ``tolerance`` is the farthest that a dropped point may lie from the line, in degrees of
    latitude (0.01° = 1.1 km).
    """
    topology = _topology()
    found = {}
    for prefecture in sorted(PREFECTURES.codes):
        chains = (_thin_either_way(chain, tolerance) for chain in topology.rings[prefecture])
        ring = tuple(topology.points[at] for chain in chains for at in chain[:-1])
        found[prefecture] = ring if _doubled_area(ring) > 0 else ring[::-1]
    return found


def _doubled_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))


# --- points in a ring --------------------------------------------------------------------------


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Whether the point lies inside, by the even-odd rule."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def roomiest_point(ring: Sequence[Point], *, steps: int = 14) -> Point:
    """Where a short horizontal word has most room: far from the outline, sideways above all.

    Looked for on a grid of ``steps`` × ``steps`` points; sideways distance counts half, for a
    word is about twice as wide as high.
    """
    west, south, east, north = _extent(ring)

    def room(point: Point) -> float:
        return min(_distance(point, a, b, squeeze=0.5) for a, b in pairwise((*ring, ring[0])))

    grid = (
        (west + (east - west) * (i + 0.5) / steps, south + (north - south) * (j + 0.5) / steps)
        for i in range(steps)
        for j in range(steps)
    )
    return max((point for point in grid if contains(ring, point)), key=room)


def _extent(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def extent(codes: Iterable[str]) -> tuple[float, float, float, float]:
    """West, south, east and north of the prefectures taken together, in degrees.

    Raises KeyError for an unknown code and ValueError for none.
    """
    rings = outlines(_DETAIL)
    return _extent(point for code in codes for point in rings[code])


# --- a drawing for a page ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drawing:
    """Japan in a box of ``width`` × ``height`` units, y downwards, whole numbers.

    沖縄 is not in its place: it stands enlarged at the upper left, behind ``divider``.
    """

    width: int
    height: int
    rings: Mapping[str, tuple[tuple[int, int], ...]]
    divider: tuple[tuple[int, int], ...]


_OKINAWA: Final = "47"
_MARGIN: Final = 8


@dataclass(frozen=True, slots=True)
class _Projection:
    """Equirectangular: (``west``, ``north``) comes to (``left``, ``top``)."""

    west: float
    north: float
    left: float
    top: float
    units_per_degree: float

    def __call__(self, point: Point) -> tuple[int, int]:
        return (
            round(self.left + (point[0] - self.west) * _SQUEEZE * self.units_per_degree),
            round(self.top + (self.north - point[1]) * self.units_per_degree),
        )


@cache
def drawing(width: int = 1000, *, tolerance: float = _DETAIL, inset_scale: float = 2.5) -> Drawing:
    """The 47 prefectures, ``width`` units wide; ``inset_scale`` is how much 沖縄 is enlarged."""
    rings = outlines(tolerance)
    mainland = [code for code in rings if code != _OKINAWA]
    west, south, east, north = _extent(point for code in mainland for point in rings[code])
    scale = (width - 2 * _MARGIN) / ((east - west) * _SQUEEZE)
    project = _Projection(west, north, _MARGIN, _MARGIN, scale)
    drawn = {code: _draw(rings[code], project) for code in mainland}

    west, _south, _east, top = _extent(rings[_OKINAWA])
    inset = _Projection(west, top, width * 0.05, width * 0.06, scale * inset_scale)
    drawn[_OKINAWA] = _draw(rings[_OKINAWA], inset)
    _left, _top, right, bottom = (round(edge) for edge in _extent(drawn[_OKINAWA]))
    gap = round(width * 0.05)
    return Drawing(
        width=width,
        height=round((north - south) * scale) + 2 * _MARGIN,
        rings=drawn,
        divider=((0, bottom + gap), (right, bottom + gap), (right + gap, bottom), (right + gap, 0)),
    )


def _draw(ring: Ring, project: _Projection) -> tuple[tuple[int, int], ...]:
    """The ring in whole units, points that fall together taken once."""
    points = [project(point) for point in ring]
    return tuple(b for a, b in pairwise((points[-1], *points)) if a != b)


# --- GeoJSON for the map -----------------------------------------------------------------------


def feature_collection(*, tolerance: float = _DETAIL, digits: int = 3) -> dict[str, object]:
    """GeoJSON (RFC 7946) with ``code``, ``name`` and ``label`` (where its name stands)."""

    def rounded(point: Point) -> list[float]:
        return [round(value, digits) for value in point]

    features = [
        {
            "type": "Feature",
            "properties": {
                "code": code,
                "name": PREFECTURES.name(code),
                "label": rounded(roomiest_point(ring)),
            },
            "geometry": {
                "type": "Polygon",
                "coordinates": [[rounded(point) for point in (*ring, ring[0])]],
            },
        }
        for code, ring in outlines(tolerance).items()
    ]
    return {"type": "FeatureCollection", "features": features}
