"""A posting in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from funade.core.listings.changes import Change, changes_between
from funade.core.listings.draft import OpeningDraft, PayExtra, PostingDraft, Station
from funade.core.listings.words import (
    NOT_STATED,
    band_words,
    extra_words,
    opening_words,
    pay_words,
    station_words,
    transport_words,
    weekday_words,
)
from funade.core.terms.wages import PayBand

DRAFT = PostingDraft(
    kind="spot", title="外来", published_on=date(2026, 11, 1), expires_on=date(2026, 12, 1)
)


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (
            OpeningDraft(slot="night", day=date(2026, 12, 5), starts=1_080, ends=1_950),
            "12/5(土) 当直（宿直） 18:00〜翌8:30",
        ),
        (
            OpeningDraft(
                slot="am", weekdays=("sat",), cadence="nth", cadence_weeks=(2, 4), starts=540
            ),
            "第2・第4 土 日勤（午前） 9:00〜",
        ),
        (
            OpeningDraft(slot="day", cadence="biweekly", weekdays=("tue",)),
            "隔週 火 日勤（終日） 記載なし",
        ),
        (OpeningDraft(slot="day"), "曜日は記載なし 日勤（終日） 記載なし"),
    ],
)
def test_openings_say_when(opening: OpeningDraft, words: str) -> None:
    assert opening_words(opening) == words


def test_weekdays_are_gathered() -> None:
    assert weekday_words(("mon", "tue", "wed", "thu", "fri", "sat")) == "月〜金・土"
    assert weekday_words(("mon", "tue", "wed", "thu", "fri", "sat", "sun")) == "曜日問わず"


def test_pay_is_words_and_never_zero() -> None:
    assert pay_words(DRAFT) == (NOT_STATED,)
    assert pay_words(replace(DRAFT, pay_note="市条例による")) == ("市条例による",)
    assert (
        band_words(PayBand("hour", 12_500, None, 1_020, 1_170)) == "時給 12,500円〜（17:00〜19:30）"
    )
    extras = (PayExtra("救急車", 5_000, "1台"), PayExtra("書類", 1_000))
    assert extra_words(replace(DRAFT, pay_extras=extras)) == (
        "救急車 1台につき5,000円",
        "書類 1,000円",
    )
    assert transport_words(DRAFT) == NOT_STATED
    fixed = replace(DRAFT, transport="fixed", transport_yen=5_000)
    assert transport_words(fixed) == "別途定額 5,000円"
    assert station_words(Station("架空線", "帆町", "バス", 12)) == "架空線 帆町駅 バス12分"


def test_changes_are_told_once_and_in_the_words_of_the_page() -> None:
    after = replace(DRAFT, title="新しい外来", terms={"breaks": "60分"})
    assert changes_between(DRAFT, after) == (
        Change("見出し", "外来", "新しい外来"),
        Change("休憩", NOT_STATED, "60分"),
    )
    assert changes_between(DRAFT, DRAFT) == ()
