"""One sample for all tests of the folder, made once."""

from datetime import date
from functools import cache
from typing import NamedTuple

from funade.core.demo import DemoFacility, generate
from funade.core.listings.draft import FacilityDraft, OpeningDraft, PostingDraft

ON = date(2026, 11, 24)
SEED = 20_261_124
POSTINGS = 3_000


class Case(NamedTuple):
    """A posting with its facility."""

    facility: FacilityDraft
    posting: PostingDraft

    @property
    def first(self) -> OpeningDraft:
        """The first opening: all openings of a posting share slot and hours."""
        return self.posting.openings[0]


@cache
def facilities() -> tuple[DemoFacility, ...]:
    """The sample."""
    return tuple(generate(seed=SEED, on=ON, postings=POSTINGS))


@cache
def cases() -> tuple[Case, ...]:
    """Every posting of the sample with its facility."""
    return tuple(Case(demo.facility, p) for demo in facilities() for p in demo.postings)
