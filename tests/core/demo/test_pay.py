"""Pay stays within what LAW.md §5 and agencies' pages state, by duty and slot."""

import pytest

from funade.core.listings.pay import opening_pay
from funade.core.masters.pay import PER_YEAR
from tests.core.demo.sample import Case, cases

# (duty, slot) → yen per shift. Hourly pay may fall a little outside after rounding.
RANGES = {
    ("outpatient", "day"): (75_000, 100_000),
    ("outpatient", "am"): (40_000, 55_000),
    ("checkup-inside", "am"): (40_000, 50_000),
    ("checkup-round", "day"): (60_000, 90_000),
    ("vaccination", "day"): (60_000, 80_000),
    ("upper-endoscopy", "day"): (70_000, 90_000),
    ("anesthesia", "day"): (100_000, 200_000),
    ("home-visit", "day"): (80_000, 100_000),
    ("dialysis", "day"): (80_000, 100_000),
    ("blood-donation", "day"): (50_000, 70_000),
    ("night-duty", "night"): (30_000, 100_000),
    ("emergency", "night"): (70_000, 100_000),
    ("night-duty", "day-night"): (100_000, 400_000),
}
SLACK = 0.1


def _part_time(duty: str, slot: str) -> list[Case]:
    return [
        c
        for c in cases()
        if c.posting.kind != "fulltime"
        and duty == c.posting.duties[0]
        and c.first.slot == slot
        and c.posting.pay_bands
        and set(c.posting.duties) <= {duty, "ward", "emergency", "lower-endoscopy", "ningen-dock"}
    ]


@pytest.mark.parametrize(("duty", "slot"), [key for key in RANGES if key != ("emergency", "night")])
def test_pay_per_shift(duty: str, slot: str) -> None:
    low, high = RANGES[duty, slot]
    found = _part_time(duty, slot)
    assert found
    for case in found:
        pay = opening_pay(case.posting, case.first).natural
        assert pay.low is not None
        assert pay.high is not None
        assert low * (1 - SLACK) <= pay.low <= pay.high <= high * (1 + SLACK), case.posting


def test_sleeping_nights_pay_less_than_nights_of_ambulances() -> None:
    nights = [c for c in cases() if c.first.slot == "night" and c.posting.pay_bands]
    for case in nights:
        low, high = case.posting.pay_bands[0].low, case.posting.pay_bands[0].high
        assert low is not None
        assert high is not None
        if "sleeping-duty" in case.posting.flags:
            assert 30_000 <= low <= high <= 50_000
        if "emergency" in case.posting.duties:
            assert 70_000 <= low <= high <= 100_000


def test_yearly_pay() -> None:
    fulltime = [c for c in cases() if c.posting.kind == "fulltime"]
    silent = [c for c in fulltime if not c.posting.pay_bands]
    assert 0.05 < len(silent) / len(fulltime) < 0.2
    assert all(c.posting.pay_note for c in silent)
    for case in fulltime:
        top = 30_000_000 if "director" in case.posting.duties else 25_000_000
        for band in case.posting.pay_bands:
            if band.basis == PER_YEAR:
                assert 10_000_000 <= (band.low or 0) <= (band.high or band.low or 0) <= top


def test_the_ordinance_is_named_by_public_operators_only() -> None:
    public = [c for c in cases() if "条例" in c.posting.pay_note]
    assert public
    assert all("企業団" in c.facility.operator or "連合" in c.facility.operator for c in public)


def test_amounts_are_round() -> None:
    bands = [band for c in cases() for band in c.posting.pay_bands]
    assert all((band.low or 0) % 500 == 0 and (band.high or 0) % 500 == 0 for band in bands)
    assert len({band.basis for band in bands}) >= 6
