"""From postings to arrays: `Columns` of one kind.

What is per posting or per opening is read by one Python loop each; everything after that
(sorting, bitmaps, counts, orders) is vectorised.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from funade.core.masters.work import FULLTIME
from funade.core.search import places, text
from funade.core.search.bits import BLOCK, WORDS, Bits, Flags, Numbers, Reals, Shorts, pack, padded
from funade.core.search.columns import UNKNOWN, Columns
from funade.core.search.document import Opening, Posting
from funade.core.search.geo import zones_of
from funade.core.search.vocabulary import VALUE_WORDS, VALUES, opening_mask, posting_mask

DAY_MINUTES: Final = 24 * 60
_LARGEST: Final = np.iinfo(np.int32).max
_VALUE_BYTES: Final = VALUE_WORDS * 8


def build(kind: str, postings: Sequence[Posting]) -> Columns:
    """The columns of postings that are all of ``kind`` and have an opening with places left."""
    shelved = _in_geographic_order(postings)
    openings = [_openings_of(posting) for posting in shelved]
    first_rows = np.zeros(len(shelved) + 1, np.int64)
    np.cumsum([len(own) for own in openings], out=first_rows[1:])
    row_values = _row_values(shelved, list(chain.from_iterable(openings)), first_rows)
    facets = _bitmaps(row_values)
    per_posting = _posting_arrays(shelved)
    per_row = _opening_arrays(list(chain.from_iterable(openings)))
    posting_of = np.repeat(np.arange(len(shelved), dtype=np.int32), np.diff(first_rows))
    orders = _orders(kind, per_posting, per_row, posting_of)
    return Columns(
        kind=kind,
        **per_posting,
        first_rows=first_rows,
        **per_row,
        posting_of=_pad(posting_of, 0),
        closes=_closes(shelved, posting_of, per_row["day"], per_row["starts"]),
        values=row_values,
        last=_last_rows(first_rows),
        facets=facets,
        block_counts=np.bitwise_count(facets).sum(axis=2, dtype=np.uint16),
        place_starts=_place_starts(shelved, first_rows),
        orders=orders,
        ranks=_inverse(orders),
        text=text.build([posting.text for posting in shelved]),
    )


def _posting_arrays(postings: Sequence[Posting]) -> dict[str, Any]:
    ids = np.array([posting.id for posting in postings], np.int64)
    latitudes, longitudes = _coordinates(postings)
    return {
        "posting_ids": ids,
        "by_id": np.argsort(ids).astype(np.int32),
        "facilities": np.array([posting.facility for posting in postings], np.int64),
        "published": _shorts(posting.published for posting in postings),
        "latitudes": latitudes,
        "longitudes": longitudes,
        "zone_bounds": np.stack(zones_of(latitudes, longitudes)),
    }


def _opening_arrays(openings: Sequence[Opening]) -> dict[str, Any]:
    return {
        "opening_ids": _pad(np.array([opening.id for opening in openings], np.int64), 0),
        "day": _column(opening.day for opening in openings),
        "starts": _column(opening.starts for opening in openings),
        "ends": _column(opening.ends for opening in openings),
        "hourly_low": _column(opening.hourly_low for opening in openings),
        "pay_low": _column(opening.pay_low for opening in openings),
    }


def _orders(
    kind: str, per_posting: dict[str, Any], per_row: dict[str, Any], posting_of: Shorts
) -> Shorts:
    """The rows in each of `columns.ORDERS`, best first; shape (3, N)."""
    rows = slice(len(posting_of))
    tie = (per_row["opening_ids"][rows], per_posting["posting_ids"][posting_of])
    wage = per_row["pay_low" if kind == FULLTIME else "hourly_low"][rows].astype(np.int64)
    newest = -per_posting["published"][posting_of].astype(np.int64)
    date = (_unknown_last(per_row["starts"][rows]), _unknown_last(per_row["day"][rows]))
    keys = ((newest,), (-wage,), date)
    return np.stack([np.lexsort((*tie, *primary)) for primary in keys]).astype(np.int32)


def place_of(posting: Posting) -> int:
    """The ordinal of a posting's place."""
    return places.ordinal(posting.prefecture, posting.municipality)


def known_point(posting: Posting) -> tuple[float, float] | None:
    """Latitude and longitude if both are known."""
    if posting.latitude is None or posting.longitude is None:
        return None
    return posting.latitude, posting.longitude


def _coordinates(postings: Sequence[Posting]) -> tuple[Reals, Reals]:
    nowhere = (np.nan, np.nan)
    points = np.array([known_point(p) or nowhere for p in postings], np.float64).reshape(-1, 2)
    return np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])


def _in_geographic_order(postings: Sequence[Posting]) -> list[Posting]:
    latitudes, longitudes = _coordinates(postings)
    order = np.lexsort(
        (
            np.array([p.id for p in postings], np.int64),
            np.array([p.facility for p in postings], np.int64),
            _morton(latitudes, longitudes),
            np.array([place_of(p) for p in postings], np.int64),
        )
    )
    return [postings[at] for at in order.tolist()]


def _morton(latitudes: Reals, longitudes: Reals) -> Numbers:
    """Interleaved 16-bit cells of both coordinates: neighbours get close numbers.

    Unknown coordinates come last.
    """
    known = ~np.isnan(latitudes)
    cells = np.zeros(len(latitudes), np.int64)
    for shift, degrees, low, width in ((0, longitudes, -180, 360), (1, latitudes, -90, 180)):
        part = np.where(known, degrees, 0)
        cell = np.clip((part - low) / width * 65_536, 0, 65_535).astype(np.int64)
        for bit in range(16):
            cells |= (cell >> bit & 1) << (2 * bit + shift)
    return np.where(known, cells, 1 << 32)


def _openings_of(posting: Posting) -> list[Opening]:
    open_ones = [opening for opening in posting.openings if opening.places_left > 0]
    return sorted(open_ones, key=lambda o: (o.day or 0, o.starts or 0, o.id))


def _shorts(values: Iterable[int | None]) -> Shorts:
    """None becomes `UNKNOWN`; what does not fit into 32 bits becomes the nearest that does."""
    known = [UNKNOWN if v is None else min(max(v, UNKNOWN + 1), _LARGEST) for v in values]
    return np.array(known, np.int32)


def _column(values: Iterable[int | None]) -> Shorts:
    return _pad(_shorts(values), UNKNOWN)


def _pad[T: np.generic](values: NDArray[T], filler: int) -> NDArray[T]:
    whole = np.full(padded(len(values)), filler, values.dtype)
    whole[: len(values)] = values
    return whole


def _unknown_last(values: Shorts) -> Numbers:
    return np.where(values == UNKNOWN, np.int64(_LARGEST) + 1, values)


def _closes(postings: Sequence[Posting], posting_of: Shorts, day: Shorts, starts: Shorts) -> Shorts:
    """`document.is_open` as one number: open while ``now.day * 1440 + now.minute`` is below."""
    rows = slice(len(posting_of))
    day, starts = day[rows], starts[rows]
    until = np.array([posting.visible_until + 1 for posting in postings], np.int64) * DAY_MINUTES
    start = np.where(starts == UNKNOWN, DAY_MINUTES, np.clip(starts, 0, DAY_MINUTES))
    begun = np.where(day == UNKNOWN, np.int64(_LARGEST), day.astype(np.int64) * DAY_MINUTES + start)
    closes = np.minimum(until[posting_of], begun)
    return _pad(np.clip(closes, 0, _LARGEST).astype(np.int32), 0)


def _row_values(
    postings: Sequence[Posting], openings: Sequence[Opening], first_rows: Numbers
) -> NDArray[np.uint64]:
    shared = _mask_words([posting_mask(posting) for posting in postings])
    values = np.repeat(shared, np.diff(first_rows), axis=0)
    values |= _mask_words([opening_mask(opening) for opening in openings])
    whole = np.zeros((padded(len(openings)), VALUE_WORDS), np.uint64)
    whole[: len(openings)] = values
    return whole


def _mask_words(masks: Sequence[int]) -> NDArray[np.uint64]:
    raw = b"".join([mask.to_bytes(_VALUE_BYTES, "little") for mask in masks])
    return np.frombuffer(raw, np.uint64).reshape(-1, VALUE_WORDS)


def _bitmaps(row_values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Rows of bits turned into bitmaps of rows, block by block; shape (blocks, V, 64)."""
    blocks = len(row_values) // BLOCK
    facets = np.empty((blocks, VALUES, WORDS), np.uint64)
    for block in range(blocks):
        rows = row_values[block * BLOCK : (block + 1) * BLOCK]
        bits = np.unpackbits(rows.view(np.uint8), axis=1, bitorder="little")
        turned = np.ascontiguousarray(bits[:, :VALUES].T)
        facets[block] = np.packbits(turned, axis=1, bitorder="little").view(np.uint64)
    return facets


def _last_rows(first_rows: Numbers) -> Bits:
    flags: Flags = np.zeros(padded(int(first_rows[-1])), np.bool_)
    flags[first_rows[1:] - 1] = True
    return pack(flags)


def _place_starts(postings: Sequence[Posting], first_rows: Numbers) -> Numbers:
    at = np.array([place_of(posting) for posting in postings], np.int64)
    borders = np.searchsorted(at, np.arange(len(places.codes()) + 1))
    return first_rows[borders]


def _inverse(orders: Shorts) -> Shorts:
    ranks = np.empty_like(orders)
    for order, rank in zip(orders, ranks, strict=True):
        rank[order] = np.arange(len(order), dtype=np.int32)
    return ranks
