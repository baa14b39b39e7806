"""The stream: deterministic, prefix-stable, known codes, sane dates, spread over the country."""

from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest

from funade.core.demo import DemoFacility, documents, generate
from funade.core.masters import work
from funade.core.masters.areas import PREFECTURES
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import (
    AFFILIATIONS,
    EMERGENCY_LEVELS,
    FACILITY_KINDS,
    OVERTIME_LEVELS,
    PERMITTED_DUTY,
)
from funade.core.masters.flags import FLAGS
from funade.core.masters.pay import TRANSPORT, WAGE_BASES
from funade.core.terms.fields import fields_for
from tests.core.demo.sample import ON, POSTINGS, SEED, cases, facilities

MINUTES_PER_DAY = 1_440


def _without_postings(demo: DemoFacility) -> DemoFacility:
    return replace(demo, postings=())


def test_same_arguments_same_stream() -> None:
    again = tuple(generate(seed=SEED, on=ON, postings=300))
    assert again == tuple(generate(seed=SEED, on=ON, postings=300))
    assert again != tuple(generate(seed=SEED + 1, on=ON, postings=300))


@pytest.mark.parametrize("fewer", [1, 50, 301])
def test_more_postings_only_extend(fewer: int) -> None:
    short = tuple(generate(seed=SEED, on=ON, postings=fewer))
    long = facilities()[: len(short)]
    assert [_without_postings(d) for d in short] == [_without_postings(d) for d in long]
    assert [p for d in short for p in d.postings] == [p for d in long for p in d.postings][:fewer]


def test_as_many_as_asked_for() -> None:
    assert len(cases()) == POSTINGS
    assert len({c.posting.external_id for c in cases()}) == POSTINGS
    openings = sum(len(c.posting.openings) for c in cases())
    assert 2.95 < openings / POSTINGS < 3.35
    few = sum(
        len(p.openings)
        for d in generate(seed=1, on=ON, postings=500, openings_per_posting=1.5)
        for p in d.postings
    )
    assert 1.2 < few / 500 < 1.8
    with pytest.raises(ValueError, match="at least"):
        next(generate(seed=1, on=ON, postings=1, openings_per_posting=1.0))


def test_kinds_of_posting() -> None:
    shares = Counter(c.posting.kind for c in cases())
    assert 0.42 < shares["spot"] / POSTINGS < 0.49
    assert 0.31 < shares["regular"] / POSTINGS < 0.38
    assert 0.17 < shares["fulltime"] / POSTINGS < 0.23


def test_every_code_is_known() -> None:
    for facility, posting in cases():
        assert facility.kind in FACILITY_KINDS.codes
        assert facility.emergency in EMERGENCY_LEVELS.codes
        assert facility.overtime_level in OVERTIME_LEVELS.codes
        assert {facility.permitted_duty, posting.permitted_duty} <= set(PERMITTED_DUTY.codes)
        assert posting.departments
        assert set(posting.departments) <= set(DEPARTMENTS.codes)
        assert posting.duties
        assert set(posting.duties) <= set(DUTIES.codes)
        assert set(posting.flags) <= set(FLAGS.codes)
        assert len(set(posting.flags)) == len(posting.flags)
        assert posting.transport in TRANSPORT.codes
        assert all(band.basis in WAGE_BASES.codes for band in posting.pay_bands)
        assert list(posting.terms) == [
            field.code for field in fields_for(posting.kind) if field.code in posting.terms
        ]
        assert all(posting.terms.values())


def test_facilities_are_marked_as_invented() -> None:
    for demo in facilities():
        facility = demo.facility
        assert facility.fictional
        assert facility.name.endswith("（架空）")
        assert facility.operator.endswith("（架空）")
        assert not facility.website
        assert facility.address.startswith(PREFECTURES.name(facility.prefecture))
        if demo.medical_office:
            assert demo.medical_office.relation in AFFILIATIONS.codes
            assert demo.medical_office.university.endswith("（架空）")
    assert any(demo.medical_office for demo in facilities())


def test_special_levels_only_at_large_hospitals() -> None:
    for demo in facilities():
        if demo.facility.overtime_level in ("C-1", "C-2"):
            assert (demo.facility.beds or 0) >= 400
        if demo.facility.emergency == "tertiary":
            assert (demo.facility.beds or 0) >= 400


def test_openings() -> None:
    for _, posting in cases():
        assert posting.openings
        for opening in posting.openings:
            assert opening.slot in work.SLOTS.codes
            assert set(opening.weekdays) <= set(work.WEEKDAYS.codes)
            assert opening.starts is not None
            assert opening.ends is not None
            assert opening.starts < opening.ends <= 4 * MINUTES_PER_DAY
            assert 0 <= opening.places_left <= opening.places
            assert (opening.day is None) == bool(opening.weekdays)
            assert (opening.cadence == "nth") == bool(opening.cadence_weeks)
            if posting.kind == work.SPOT:
                assert opening.day is not None
                assert 1 <= (opening.day - ON).days <= 90
                assert not opening.cadence
            if posting.kind == work.REGULAR:
                assert opening.cadence in work.CADENCES.codes
        days = [o.day for o in posting.openings if o.day]
        assert len(set(days)) == len(days)


def test_dates_of_publication() -> None:
    for _, posting in cases():
        assert 0 <= (ON - posting.published_on).days <= 60
        assert posting.expires_on > ON
        if posting.confirmed_on:
            assert posting.published_on <= posting.confirmed_on <= ON
    fresh = sum((ON - c.posting.published_on).days <= 14 for c in cases())
    assert fresh > POSTINGS / 3


def test_weekends_are_sought_more() -> None:
    days = [o.day for c in cases() for o in c.posting.openings if o.day]
    weekend = sum(day.weekday() >= 5 for day in days)
    assert weekend / len(days) > 2 / 7 + 0.1


def test_the_country_is_covered_by_its_physicians() -> None:
    found = Counter(d.facility.prefecture for d in facilities())
    assert set(found) == set(PREFECTURES.codes)
    tokyo, tottori = found["13"], found["31"]
    assert tokyo > 10 * tottori


def test_law_demanded_terms_are_mostly_but_not_always_stated() -> None:
    for code in ("smoking", "contract_period", "place_change", "insurance", "recruiter"):
        stated = sum(code in c.posting.terms for c in cases()) / POSTINGS
        assert 0.6 < stated < 0.98, code


def test_documents() -> None:
    found = list(documents(seed=SEED, on=ON, openings=1_000))
    assert [posting.id for posting in found] == list(range(1, len(found) + 1))
    numbers = [opening.id for posting in found for opening in posting.openings]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 1_000 <= len(numbers) < 1_020
    assert found[0] == next(islice(documents(seed=SEED, on=ON, openings=1), 1))
