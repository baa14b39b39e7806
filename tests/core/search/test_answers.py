"""Calendar, map, relaxations, changes, snapshot and percolation against the oracle."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.text import fold
from funade.core.search import engine
from funade.core.search.aggregate import calendar
from funade.core.search.clusters import MOST, clusters
from funade.core.search.document import Moment, Posting
from funade.core.search.index import Index, Segment
from funade.core.search.percolate import Searches, percolate
from funade.core.search.query import Box, Query
from funade.core.search.relax import relaxations
from funade.core.search.snapshot import open_current, write_generation
from tests.core.search import oracle
from tests.core.search.test_search import assert_same
from tests.core.search.worlds import NOW, SAMPLE, TODAY, exactly, postings, queries, worlds

JAPAN = Box(20, 120, 46, 154)


@exactly
@given(worlds(), queries(), st.integers(0, 2), st.integers(-1, 2))
def test_calendar_is_exact(world: list[Posting], query: Query, first: int, days: int) -> None:
    ends = (TODAY + first, TODAY + first + days)
    index = Index.of(Segment.build(world))
    assert calendar(index, query, *ends, NOW) == oracle.calendar(world, query, *ends, NOW)


@exactly
@given(
    worlds(),
    queries(),
    st.sampled_from([JAPAN, Box(35.68, 139.7, 35.69, 139.9)]),
    st.integers(-1, 30),
)
def test_clusters_add_up(world: list[Posting], query: Query, box: Box, zoom: int) -> None:
    found = clusters(Index.of(Segment.build(world)), query, box, zoom, NOW)
    rows = [
        row
        for row in oracle.matching(world, query, NOW)
        if oracle.in_box(box.south, box.west, box.north, box.east, row[0])
    ]
    assert len(found) <= MOST
    assert sum(c.openings for c in found) == len(rows)
    assert sum(c.postings for c in found) == len({row[0].id for row in rows})
    best = max((c.best_pay for c in found if c.best_pay is not None), default=None)
    assert best == oracle.best_pay(rows)
    assert all((c.posting is not None) == (c.postings == 1) for c in found)


@exactly
@given(worlds(), queries())
def test_relaxations_say_what_would_be_found(world: list[Posting], query: Query) -> None:
    found = relaxations(Index.of(Segment.build(world)), query, NOW)
    assert [r.openings for r in found] == sorted((r.openings for r in found), reverse=True)
    for relaxation in found:
        held = getattr(query, relaxation.field)
        if relaxation.field == "flags":
            looser = replace(query, flags=tuple(f for f in held if f != relaxation.value))
        elif relaxation.field == "text":
            words = [w for w in fold(held).split() if w != relaxation.value]
            looser = replace(query, text=" ".join(words))
        else:
            looser = query.without(relaxation.field)
        assert relaxation.openings == len(oracle.matching(world, looser, NOW)) > 0


@st.composite
def changes(draw: st.DrawFn) -> dict[int, Posting | None]:
    """Some postings published, edited or closed."""
    ids = draw(st.lists(st.integers(1, 30), min_size=1, max_size=3, unique=True))
    return {id: draw(st.none() | postings(id)) for id in ids}


@exactly
@given(worlds(), st.lists(changes(), max_size=4), queries(), st.integers(0, 3))
def test_folding_changes_equals_building_anew(
    world: list[Posting], steps: list[dict[int, Posting | None]], query: Query, tail: int
) -> None:
    index = Index.of(Segment.build(world))
    state = {posting.id: posting for posting in world}
    for step in steps:
        index = index.fold(step, tail=tail)
        changed = {**state, **step}
        state = {id: posting for id, posting in changed.items() if posting is not None}
        expected = oracle.search(list(state.values()), query, NOW)
        assert_same(engine.search(index, query, NOW), expected)
    later = Moment(TODAY + 1, 0)
    expected = oracle.search(list(state.values()), query, later)
    assert_same(engine.search(index, query, later), expected)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """`SAMPLE` written to disk and mapped."""
    folder = tmp_path_factory.mktemp("snapshot")
    write_generation(folder, Segment.build(SAMPLE), 7)
    snapshot = open_current(folder)
    assert snapshot is not None
    return Index.of(snapshot.segment)


@exactly
@given(query=queries())
def test_a_snapshot_answers_like_the_segment_written(mapped: Index, query: Query) -> None:
    assert_same(engine.search(mapped, query, NOW), oracle.search(SAMPLE, query, NOW))


@exactly
@given(
    st.lists(queries(), max_size=6),
    st.dictionaries(st.integers(0, 7), st.none() | queries(), max_size=3),
    postings(1),
)
def test_percolation_is_exact(
    saved: list[Query], changed: dict[int, Query | None], posting: Posting
) -> None:
    searches = Searches.build(enumerate(saved))
    assert percolate(searches, posting, NOW) == oracle.percolate(
        dict(enumerate(saved)), posting, NOW
    )
    after = {**dict(enumerate(saved)), **changed}
    expected = oracle.percolate({id: q for id, q in after.items() if q is not None}, posting, NOW)
    assert percolate(searches.with_changes(changed), posting, NOW) == expected
