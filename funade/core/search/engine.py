"""A search, told in four lines."""

from funade.core.search import facets, rank
from funade.core.search.bits import count, runs_hit
from funade.core.search.document import Moment
from funade.core.search.filter import Match, find_all
from funade.core.search.index import Index
from funade.core.search.query import Query
from funade.core.search.result import Result


def search(index: Index, query: Query, now: Moment) -> Result:
    """Everything the result page needs: how many, which ones, and what else could be chosen."""
    matches = find_all(index.parts(query.kind), query, now)
    return Result(
        openings=sum(count(match.rows) for match in matches),
        postings=sum(_postings(match) for match in matches),
        hits=rank.page(matches, query),
        facets=facets.count(matches, query),
    )


def _postings(match: Match) -> int:
    return count(runs_hit(match.rows, match.part.columns.last))
