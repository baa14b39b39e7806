"""Where a saved search is filed, so that a posting looks at few of them.

Every search stands under one or more whole numbers: its kind with each place it names, or with
the cell of the map its circle is centred in, or with no place at all. Sorted by these numbers, the
searches that a posting may concern are a handful of runs: those of its municipality and of every
place around it, those of the cells near its point, and those that ask for no place.

Circles of similar reach share a grid whose cells are at least as wide as that reach, so a circle
that holds a point is centred in the point's cell or in one of its eight neighbours. This is exact
for places and a superset for circles, which are measured afterwards.
"""

from functools import cache
from typing import Final

import numpy as np

from funade.core.masters.areas import REGIONS
from funade.core.masters.work import KINDS
from funade.core.search import build, geo, places
from funade.core.search.bits import Numbers
from funade.core.search.document import Posting
from funade.core.search.query import Near, Query

_KIND: Final = 1 << 42
_PLACE: Final = 1 << 40
_CELL: Final = 2 << 40
_GRID: Final = 1 << 36
_LINE: Final = 1 << 18

_SIZES: Final = np.array((0.0625, 0.125, 0.1875, 0.25, 0.375, 0.5, 0.75, 1.0, 2.0, 4.0))
"""Degrees of latitude and longitude; wider circles stand with the searches without a place."""

_FIRST_CELLS: Final = _CELL + np.arange(len(_SIZES)) * _GRID
_THREE_LINES: Final = np.array((-_LINE, 0, _LINE))


def filed_under(query: Query) -> tuple[int, ...]:
    """The numbers of a search; none when no posting could ever match it."""
    kind = _kinds().get(query.kind)
    if kind is None:
        return ()
    if query.areas:
        codes = places.narrowest(query.areas)
        return tuple(kind + _PLACE + _places()[code] for code in codes if code in _places())
    return (kind + (_cell_of(query.near) if query.near else 0),)


def grids_in(keys: Numbers) -> Numbers:
    """The grids that any of these numbers is a cell of."""
    cells = keys & (_KIND - 1)
    return np.unique((cells[cells >= _CELL] - _CELL) // _GRID)


def looked_up(posting: Posting, grids: Numbers) -> Numbers:
    """Shape (2, runs): first and past-the-last number of every run that concerns a posting.

    Cells of the given grids only. The runs ascend and do not overlap.
    """
    kind = _kinds().get(posting.kind)
    if kind is None:
        return np.empty((2, 0), np.int64)
    alone = np.array([0, *_places_around(posting)], np.int64)
    point = build.known_point(posting)
    if point is None:
        return np.stack((alone, alone + 1)) + kind
    lines = (_cells(*point)[grids, None] + _THREE_LINES).reshape(-1)
    starts, ends = np.concatenate((alone, lines - 1)), np.concatenate((alone + 1, lines + 2))
    return np.stack((starts, ends)) + kind


def _places_around(posting: Posting) -> list[int]:
    code = places.codes()[build.place_of(posting)]
    around = (code, *places.ancestors(code)) if code else ()
    return sorted(_PLACE + _places()[place] for place in around)


def _cell_of(near: Near) -> int:
    """The cell of a circle's centre in the finest grid wide enough; 0 if there is none."""
    box = geo.around(near)
    reach = max(box.north - near.latitude, box.east - near.longitude)
    for grid, size in enumerate(_SIZES.tolist()):
        if reach <= size:
            return int(_cells(near.latitude, near.longitude)[grid])
    return 0


def _cells(latitude: float, longitude: float) -> Numbers:
    """The cell of a point in each grid."""
    lines = ((latitude + 90) / _SIZES).astype(np.int64) + 1
    columns = ((longitude + 180) / _SIZES).astype(np.int64) + 1
    return _FIRST_CELLS + lines * _LINE + columns


@cache
def _kinds() -> dict[str, int]:
    return {code: (at + 1) * _KIND for at, code in enumerate(KINDS.codes)}


@cache
def _places() -> dict[str, int]:
    """A number for everything one can ask for as a place."""
    return {code: at for at, code in enumerate((*REGIONS.codes, *places.codes()[1:]))}
