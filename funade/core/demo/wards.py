"""Where invented facilities of a ward stand: GeoNames knows the large cities, not their wards.

A ward is given a point of its own around the middle of its city, on land and in its prefecture.
It is not where the ward really lies; nothing but made-up facilities stands there.
"""

from math import cos, pi, radians, sin, sqrt
from typing import Final

from funade.core.masters.outlines import contains, outlines

_KM_PER_DEGREE: Final = 111.2
_GOLDEN_ANGLE: Final = pi * (3 - sqrt(5))
_NEAREST_KM, _FARTHEST_KM = 1.5, 7.5
_OUTLINE_TOLERANCE: Final = 0.005


def ward_point(
    middle: tuple[float, float], prefecture: str, number: int, of: int
) -> tuple[float, float]:
    """The point of the ward with this number (from 0) among ``of``, in degrees.

    Points follow a spiral, so that wards do not crowd; one that would lie in the sea or beyond
    the border is drawn towards the middle until it does not.
    """
    share = sqrt((number + 0.5) / of)
    angle, km = number * _GOLDEN_ANGLE, _NEAREST_KM + share * (_FARTHEST_KM - _NEAREST_KM)
    ring = outlines(_OUTLINE_TOLERANCE)[prefecture]
    for shrink in (1.0, 0.75, 0.5, 0.25):
        latitude, longitude = _away(middle, angle, km * shrink)
        if contains(ring, (longitude, latitude)):
            return latitude, longitude
    return middle


def _away(middle: tuple[float, float], angle: float, km: float) -> tuple[float, float]:
    latitude, longitude = middle
    degrees = km / _KM_PER_DEGREE
    return (
        latitude + degrees * sin(angle),
        longitude + degrees * cos(angle) / cos(radians(latitude)),
    )
