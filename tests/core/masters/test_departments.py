"""診療科 and 業務内容: every official code once, the mixed words of real pages apart."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from funade.core.masters.departments import (
    ANY_DEPARTMENT,
    DEPARTMENTS,
    OFFICIAL_TO_OURS,
    OUT_OF_SCOPE,
)
from funade.core.masters.vocabulary import Terms, read_terms

SHARED = Path(
    os.environ.get("FUNADE_TEST_SHARED") or Path(__file__).resolve().parents[4] / "shared"
)
CODES = SHARED / "data" / "specialty_codes.csv"


def test_no_official_code_is_covered_twice() -> None:
    codes = [code for it in DEPARTMENTS for code in (it.code, *it.covers)]
    assert len(codes) == len(set(codes))
    assert not set(codes) & set(OUT_OF_SCOPE)


@pytest.mark.skipif(not CODES.exists(), reason="../shared/data is not beside this checkout")
def test_every_official_code_is_known() -> None:
    with CODES.open(encoding="utf-8-sig") as file:
        official = {row["code"] for row in csv.DictReader(file)}
    assert official == (set(OFFICIAL_TO_OURS) | set(OUT_OF_SCOPE)) - {ANY_DEPARTMENT}


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("科目不問、内科、精神科", Terms(("any", "01001", "07001"), (), ())),
        ("脳外科・整形", Terms(("02002", "02035"), (), ())),
        ("内科 訪問診療", Terms(("01001",), ("home-visit",), ())),
        ("健診・ドック,婦人科検診", Terms((), ("ningen-dock", "gynecologic-screening"), ())),
        ("腎臓内科・人工透析", Terms(("01022",), (), ())),
        ("内科、未知の科", Terms(("01001",), (), ("未知の科",))),
        ("", Terms((), (), ())),
    ],
)
def test_the_mixed_lists_of_real_pages_are_sorted(written: str, terms: Terms) -> None:
    assert read_terms(written) == terms
