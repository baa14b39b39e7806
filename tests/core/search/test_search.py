"""The engine answers exactly what the oracle answers."""

from hypothesis import given

from funade.core.search import engine
from funade.core.search.document import Posting
from funade.core.search.index import Index, Segment
from funade.core.search.query import Query
from funade.core.search.result import Result
from tests.core.search import oracle
from tests.core.search.worlds import NOW, exactly, queries, worlds


def assert_same(got: Result, expected: Result) -> None:
    """Equal, a count of 0 being the same as none."""
    assert (got.openings, got.postings) == (expected.openings, expected.postings)
    assert got.hits == expected.hits
    for facet, counts in expected.facets.items():
        assert {code: n for code, n in got.facets[facet].items() if n} == dict(counts), facet
    assert set(got.facets) == set(expected.facets)


@exactly
@given(worlds(), queries())
def test_search_is_exact(world: list[Posting], query: Query) -> None:
    index = Index.of(Segment.build(world))
    assert_same(engine.search(index, query, NOW), oracle.search(world, query, NOW))
