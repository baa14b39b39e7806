"""Money in words: exact, and open where an end is not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.yen import format_man, format_man_floor, format_range, format_yen


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0円"),
        (9_999, "9,999円"),
        (10_000, "1万円"),
        (12_000, "1.2万円"),
        (11_428, "11,428円"),
        (120_500, "120,500円"),
        (14_000_000, "1,400万円"),
    ],
)
def test_amounts_read_as_people_say_them(amount: int, words: str) -> None:
    assert format_man(amount) == words


def test_ranges_leave_an_unknown_end_open() -> None:
    assert format_range(None, None) == ""
    assert format_range(80_000, None) == "8万円〜"
    assert format_range(None, 80_000) == "〜8万円"
    assert format_range(80_000, 80_000) == "8万円"
    assert format_range(80_000, 95_000) == "8万円〜9.5万円"
    assert format_range(10_500, 11_428, short=False) == "10,500円〜11,428円"


@given(st.integers(0, 10**9))
def test_no_figure_is_rounded_but_where_it_says_so(amount: int) -> None:
    number = format_man(amount).removesuffix("円").replace(",", "")
    if number.endswith("万"):
        assert round(float(number.removesuffix("万")) * 10_000) == amount
    else:
        assert int(number) == amount
    assert format_yen(amount).replace(",", "") == f"{amount}円"
    assert format_man_floor(amount) == format_man(amount - amount % 1_000)
