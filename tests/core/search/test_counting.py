"""Counting bits of many rows: sums that outgrow 16 bits, against plain addition."""

from __future__ import annotations

import numpy as np
import pytest

from funade.core.search.facets import _count_columns


@pytest.mark.parametrize("rows", [0, 1, 255, 256, 65_535, 65_536, 200_000])
def test_every_row_has_every_bit(rows: int) -> None:
    words = np.full((rows, 2), np.uint64(0xFFFFFFFFFFFFFFFF))
    assert _count_columns(words).tolist() == [rows] * 128


def test_random_bits_are_counted_as_by_unpacking() -> None:
    words = np.random.default_rng(7).integers(0, 2**63, (150_000, 1), dtype=np.uint64)
    loose = np.unpackbits(words.view(np.uint8), axis=1, bitorder="little")
    assert _count_columns(words).tolist() == loose.sum(axis=0, dtype=np.int64).tolist()
