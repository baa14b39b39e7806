"""Distances on the mean sphere, and boxes that surely hold a circle."""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from funade.core.search.bits import Flags, Numbers, Reals
from funade.core.search.query import Box, Near

EARTH_RADIUS_M: Final = 6_371_008.8
ZONE: Final = 64
"""Postings per zone: neighbours in the geographic order whose bounds are kept together."""

_SLACK: Final = 1e-6  # degrees; far above any rounding, so that a prefilter never loses a row


class Zones(NamedTuple):
    """Bounds of each zone, shape ``(zones,)``; a zone without coordinates contains nothing."""

    south: Reals
    north: Reals
    west: Reals
    east: Reals


def metres(near: Near, latitude: ArrayLike, longitude: ArrayLike) -> Numbers:
    """Great-circle distance in whole metres (haversine, rounded half up).

    Coordinates are degrees and must be known (not NaN).
    """
    lat = np.radians(np.asarray(latitude, np.float64))
    lng = np.radians(np.asarray(longitude, np.float64))
    lat0, lng0 = math.radians(near.latitude), math.radians(near.longitude)
    half = (
        np.sin((lat - lat0) / 2) ** 2 + math.cos(lat0) * np.cos(lat) * np.sin((lng - lng0) / 2) ** 2
    )
    arc = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    whole: Numbers = np.floor(arc + 0.5).astype(np.int64)
    return whole


def around(near: Near) -> Box:
    """A box that holds the whole circle; all longitudes where it meets a pole or the date line."""
    angle = math.degrees((near.km * 1000 + 1) / EARTH_RADIUS_M)
    south, north = near.latitude - angle - _SLACK, near.latitude + angle + _SLACK
    if max(abs(south), abs(north)) >= 90:
        return Box(south, -math.inf, north, math.inf)
    ratio = math.sin(math.radians(angle)) / math.cos(math.radians(near.latitude))
    width = math.degrees(math.asin(min(1.0, ratio))) + _SLACK
    west, east = near.longitude - width, near.longitude + width
    if west < -180 or east > 180:
        return Box(south, -math.inf, north, math.inf)
    return Box(south, west, north, east)


def inside(box: Box, latitude: Reals, longitude: Reals) -> Flags:
    """Which points lie in the half-open box; NaN (unknown) never does."""
    return (
        (latitude >= box.south)
        & (latitude < box.north)
        & (longitude >= box.west)
        & (longitude < box.east)
    )


def zones_of(latitude: Reals, longitude: Reals) -> Zones:
    """The bounds of each run of `ZONE` points."""
    if not len(latitude):
        return Zones(*(np.empty(0) for _ in range(4)))
    starts = np.arange(0, len(latitude), ZONE)
    return Zones(
        np.fmin.reduceat(np.append(latitude, np.nan), starts),
        np.fmax.reduceat(np.append(latitude, np.nan), starts),
        np.fmin.reduceat(np.append(longitude, np.nan), starts),
        np.fmax.reduceat(np.append(longitude, np.nan), starts),
    )


def points_in_zones(box: Box, zones: Zones, points: int) -> Numbers:
    """Numbers of the points in all zones that the box touches, ascending."""
    touched = np.flatnonzero(
        (zones.north >= box.south)
        & (zones.south <= box.north)
        & (zones.east >= box.west)
        & (zones.west <= box.east)
    )
    candidates: Numbers = (touched[:, None] * ZONE + np.arange(ZONE)).reshape(-1)
    return candidates[candidates < points]
