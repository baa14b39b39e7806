"""Bitmaps and counts over several blocks, where the small worlds have one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.search import bits, facets
from funade.core.search.filter import find_all
from funade.core.search.index import Index, Segment
from funade.core.search.query import Query
from funade.core.search.vocabulary import SPANS, VALUES
from tests.core.search.worlds import NOW, exactly, sample


@exactly
@given(st.lists(st.sampled_from([1, 1, 2, 3, 63, 64, 65, 200]), max_size=60), st.integers(0, 2**32))
def test_runs_hit_are_the_runs_with_a_match(lengths: list[int], seed: int) -> None:
    ends = np.cumsum(lengths, dtype=np.int64)
    rows = int(ends[-1]) if lengths else 0
    flags = np.zeros(bits.padded(rows), np.bool_)
    flags[:rows] = np.random.default_rng(seed).random(rows) < 0.02
    last = np.zeros_like(flags)
    last[ends - 1] = True
    found = bits.rows_in(bits.runs_hit(bits.pack(flags), bits.pack(last)))
    starts = ends - lengths
    expected = [end - 1 for start, end in zip(starts, ends, strict=True) if flags[start:end].any()]
    assert found.tolist() == expected
    assert bits.rows_in(bits.pack(flags)).tolist() == np.flatnonzero(flags).tolist()
    assert bits.holds(bits.pack(flags), np.arange(rows)).tolist() == flags[:rows].tolist()


INDEX = Index.of(Segment.build(sample(700)))


@pytest.mark.parametrize("dense", [1, facets.DENSE, 5_000])
@pytest.mark.parametrize("share", [0.001, 0.2, 0.9, 1.0])
def test_every_way_of_counting_counts_the_same(
    monkeypatch: pytest.MonkeyPatch, dense: int, share: float
) -> None:
    """Skipped, full, sparse and dense blocks: ``dense`` moves the border between the last two."""
    monkeypatch.setattr(facets, "DENSE", dense)
    (match,) = find_all(INDEX.parts("spot"), Query(), NOW)
    columns = match.part.columns
    assert columns.blocks > 2
    flags = np.random.default_rng(5).random(len(columns.posting_of)) < share
    flags[: bits.BLOCK] = True
    flags[-bits.BLOCK :] = False
    rows = bits.pack(flags) & match.rows
    picked = columns.values[bits.rows_in(rows)].view(np.uint8)
    expected = np.unpackbits(picked, axis=1, bitorder="little").sum(axis=0)[:VALUES].tolist()
    for first, end in [(0, VALUES), *SPANS.values()]:
        assert facets.count_values(match, rows, first, end).tolist() == expected[first:end]
