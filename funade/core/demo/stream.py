"""The stream of invented facilities with their postings, and the same as search documents.

Each facility has dice of its own, thrown from the seed and its number, so that a longer stream
begins with the shorter one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random
from typing import Final

from funade.core.demo.dice import between
from funade.core.demo.facilities import MedicalOffice, Site, build_site
from funade.core.demo.postings import build_posting
from funade.core.demo.profiles import PROFILES
from funade.core.listings.document import Ids, to_document
from funade.core.listings.draft import FacilityDraft, PostingDraft
from funade.core.search.document import Posting

OPENINGS_PER_POSTING: Final = 3.0


@dataclass(frozen=True, slots=True)
class DemoFacility:
    """An invented facility, the 医局 behind it (if any) and its postings."""

    facility: FacilityDraft
    medical_office: MedicalOffice | None
    postings: tuple[PostingDraft, ...]


def generate(
    *, seed: int, on: date, postings: int, openings_per_posting: float = OPENINGS_PER_POSTING
) -> Iterator[DemoFacility]:
    """Facilities with ``postings`` postings in all, as of the day ``on``.

    The same arguments give the same stream, and more postings only extend it: the last facility
    may gain postings, none changes. ``openings_per_posting`` is a mean, from 1.5 up.
    """
    if openings_per_posting < 1.5:
        raise ValueError("openings_per_posting must be at least 1.5")
    left = postings
    for number in count(1):
        if left <= 0:
            return
        rng = Random(f"{seed}:{number}")
        site = build_site(rng, number)
        wanted = min(left, between(rng, *PROFILES[site.profile].postings))
        left -= wanted
        yield DemoFacility(
            site.draft, site.medical_office, _postings(rng, site, on, wanted, openings_per_posting)
        )


def _postings(
    rng: Random, site: Site, on: date, wanted: int, openings_per_posting: float
) -> tuple[PostingDraft, ...]:
    return tuple(
        build_posting(rng, site, number, on, openings_per_posting)
        for number in range(1, wanted + 1)
    )


def documents(*, seed: int, on: date, openings: int) -> Iterator[Posting]:
    """Search documents with at least ``openings`` openings in all, ids running from 1.

    An operator is the same one within a prefecture only: invented names recur.
    """
    operators: dict[tuple[str, str], int] = {}
    postings, last_opening = count(1), 0
    for number, demo in enumerate(generate(seed=seed, on=on, postings=openings), 1):
        owner = (demo.facility.operator, demo.facility.prefecture)
        operator = operators.setdefault(owner, len(operators) + 1)
        for posting in demo.postings:
            first, last_opening = last_opening + 1, last_opening + len(posting.openings)
            ids = Ids(next(postings), number, operator, range(first, last_opening + 1))
            yield to_document(demo.facility, posting, ids)
            if last_opening >= openings:
                return
