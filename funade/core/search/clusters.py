"""The map: matches gathered into the cells of a grid."""

from typing import Final, NamedTuple

import numpy as np

from funade.core.search import bits, geo
from funade.core.search.aggregate import known_pay
from funade.core.search.bits import Numbers
from funade.core.search.columns import UNKNOWN
from funade.core.search.document import Moment
from funade.core.search.filter import Match, find_all
from funade.core.search.index import Index
from funade.core.search.query import Box, Query
from funade.core.search.result import Cluster

MOST: Final = 400
"""Clusters on one map; the cells grow until this holds."""

_MICRO: Final = 1_000_000
"""Coordinates are averaged as whole microdegrees (0.1 m): the sum does not depend on order."""

_LARGEST_ZOOM: Final = 22
_ASPECT: Final = 0.81
"""Height of a cell in degrees per degree of width: square on a Mercator map at 36° north."""


class _Points(NamedTuple):
    """Matching postings with a known point inside the box; all of shape (n,)."""

    ids: Numbers
    latitudes: Numbers
    longitudes: Numbers
    """Microdegrees."""
    openings: Numbers
    best_pay: Numbers


def clusters(index: Index, query: Query, box: Box, zoom: int, now: Moment) -> tuple[Cluster, ...]:
    """What matches inside ``box``, gathered by cells of about 64 pixels at the web map's ``zoom``.

    At most `MOST` clusters (cells are doubled until it fits), from south-west to north-east.
    A cluster stands at the mean of its postings. Postings without coordinates are on no map.
    """
    found = [_points(match, box) for match in find_all(index.parts(query.kind), query, now)]
    if not found:
        return ()
    points = _Points(*(np.concatenate(column) for column in zip(*found, strict=True)))
    width = 90 / 2 ** min(max(zoom, 0), _LARGEST_ZOOM)
    while True:
        cells = _cells(points, width)
        _, group = np.unique(cells, return_inverse=True)
        if not len(group) or group.max() < MOST:
            return _gathered(points, group)
        width *= 2


def _points(match: Match, box: Box) -> _Points:
    columns = match.part.columns
    rows = bits.rows_in(match.rows)
    owner = columns.posting_of[rows]
    start = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])[: len(owner)])
    postings, openings = owner[start], np.diff(np.append(start, len(rows)))
    best = np.maximum.reduceat(columns.pay_low[rows], start) if len(rows) else start
    latitudes, longitudes = columns.latitudes[postings], columns.longitudes[postings]
    some = geo.inside(box, latitudes, longitudes)
    return _Points(
        columns.posting_ids[postings[some]],
        _micro(latitudes[some]),
        _micro(longitudes[some]),
        openings[some],
        best[some],
    )


def _micro(degrees: bits.Reals) -> Numbers:
    return np.floor(degrees * _MICRO + 0.5).astype(np.int64)


def _cells(points: _Points, width: float) -> Numbers:
    """The grid cell of each point, as one number that grows northward, then eastward."""
    east = np.floor_divide(points.longitudes, width * _MICRO).astype(np.int64)
    north = np.floor_divide(points.latitudes, width * _ASPECT * _MICRO).astype(np.int64)
    return (north << 32) + east


def _gathered(points: _Points, group: Numbers) -> tuple[Cluster, ...]:
    size = np.bincount(group)
    totals = [np.zeros(len(size), np.int64) for _ in range(3)]
    for total, column in zip(
        totals, (points.latitudes, points.longitudes, points.openings), strict=True
    ):
        np.add.at(total, group, column)
    best = np.full(len(size), UNKNOWN, np.int64)
    np.maximum.at(best, group, points.best_pay)
    member = np.zeros(len(size), np.int64)
    member[group] = points.ids
    columns = (*totals, size, best, member)
    return tuple(
        Cluster(
            latitude=latitude / postings / _MICRO,
            longitude=longitude / postings / _MICRO,
            openings=openings,
            postings=postings,
            best_pay=known_pay(pay),
            posting=posting if postings == 1 else None,
        )
        for latitude, longitude, openings, postings, pay, posting in zip(
            *(column.tolist() for column in columns), strict=True
        )
    )
