"""Pay made comparable: by hand-worked cases, and by what must hold for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.masters.pay import WAGE_BASES
from funade.core.terms.wages import NOTHING, PayBand, Range, Worked, per_hour, per_shift, per_year

EIGHT_HOURS = Worked(shift=480)
FORTY_A_WEEK = Worked(week=2_400)


def band(basis: str, low: int | None, high: int | None = None) -> PayBand:
    return PayBand(basis, low, low if high is None else high)


@pytest.mark.parametrize(
    ("bands", "worked", "expected"),
    [
        ([band("shift", 80_000)], EIGHT_HOURS, Range(10_000, 10_000)),
        ([band("shift", 80_000)], Worked(shift=420), Range(11_428, 11_428)),  # rounded down
        ([band("day", 100_000)], EIGHT_HOURS, Range(12_500, 12_500)),
        ([band("half-day", 50_000)], Worked(shift=210), Range(14_285, 14_285)),
        ([band("hour", 10_000, 12_000)], Worked(), Range(10_000, 12_000)),
        ([band("year", 14_000_000)], FORTY_A_WEEK, Range(6_730, 6_730)),
        ([band("month", 1_000_000)], FORTY_A_WEEK, Range(5_769, 5_769)),
        ([band("case", 30_000)], EIGHT_HOURS, NOTHING),
        ([band("shift", 80_000)], Worked(), NOTHING),
        ([], EIGHT_HOURS, NOTHING),
        ([PayBand("shift", 80_000, None)], EIGHT_HOURS, Range(10_000, None)),
    ],
)
def test_yen_per_hour(bands: list[PayBand], worked: Worked, expected: Range) -> None:
    assert per_hour(bands, worked) == expected


def test_bands_of_the_day_are_averaged_over_their_minutes() -> None:
    """9:30–17:00 at 10,000 and 17:00–19:30 at 12,500: the notation of real pages."""
    bands = [
        PayBand("hour", 10_000, 10_000, 570, 1_020),
        PayBand("hour", 12_500, 12_500, 1_020, 1_170),
    ]
    assert per_shift(bands, Worked()) == Range(106_250, 106_250)
    assert per_hour(bands, Worked()) == Range(10_625, 10_625)


def test_amounts_by_experience_form_a_range() -> None:
    bands = [band("year", 14_000_000), band("year", 18_500_000)]
    assert per_year(bands) == Range(14_000_000, 18_500_000)
    assert per_year([band("month", 1_000_000)]) == Range(12_000_000, 12_000_000)
    assert per_year([band("shift", 80_000)]) == NOTHING


def test_an_hourly_wage_becomes_a_shift_only_with_hours() -> None:
    assert per_shift([band("hour", 10_000)], Worked(shift=450)) == Range(75_000, 75_000)
    assert per_shift([band("hour", 10_000)], Worked()) == NOTHING


bands = st.lists(
    st.builds(
        lambda basis, pair: PayBand(basis, *sorted(pair)),
        st.sampled_from(WAGE_BASES.codes),
        st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)),
    ),
    max_size=3,
)
minutes = st.none() | st.integers(0, 5_000)


@given(bands, minutes, minutes)
def test_a_range_is_a_range_and_never_flatters(
    stated: list[PayBand], shift: int | None, week: int | None
) -> None:
    worked = Worked(shift, week)
    for found in (per_hour(stated, worked), per_shift(stated, worked), per_year(stated)):
        if found.low is not None and found.high is not None:
            assert found.low <= found.high
    if shift and stated and all(it.basis == "shift" for it in stated):
        hourly = per_hour(stated, worked)
        assert (hourly.high or 0) * shift <= max(it.high or 0 for it in stated) * 60
