"""距離で探す: from the name of a place, or its postal code, to a point on the map."""

from collections.abc import Mapping, Sequence
from typing import Final

from funade.apps.catalog import queries
from funade.core.masters.areas import find_place
from funade.core.search.query import Near
from funade.core.search.url import Parsed, Problem

KILOMETRES: Final = (3, 5, 10, 20, 30, 50)
_DEFAULT_KM: Final = 10
_UNKNOWN: Final = "市区町村の名前（例：世田谷区、東京都府中市）か、郵便番号7桁を入力してください。"
_EMPTY: Final = "この場所には位置のわかる医療機関がありません。近くの市区町村でお試しください。"


def with_around(parsed: Parsed, params: Mapping[str, Sequence[str]]) -> Parsed:
    """The search around the place named by ``around``, if one is; a problem if it is not found.

    The middle is that of the facilities there, for that is what one travels to.
    """
    written = next((value.strip() for value in params.get("around", ()) if value.strip()), "")
    if not written:
        return parsed
    code = find_place(written[:40])
    middle = queries.middle_of(code) if code else None
    if middle is None:
        problem = Problem("around", written[:40], _EMPTY if code else _UNKNOWN)
        return Parsed(parsed.query, (*parsed.problems, problem))
    near = Near(*middle, km=_km(params))
    return Parsed(parsed.query.having(near=near, page=1), parsed.problems)


def _km(params: Mapping[str, Sequence[str]]) -> int:
    written = next(iter(params.get("km", ())), "")
    return int(written) if written in map(str, KILOMETRES) else _DEFAULT_KM
