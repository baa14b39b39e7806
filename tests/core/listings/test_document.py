"""What the index may know of a posting, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from funade.core.listings.document import Ids, searchable_text, shown_point, to_document
from funade.core.listings.draft import FacilityDraft, OpeningDraft, PostingDraft, Station
from funade.core.terms.wages import PayBand

FACILITY = FacilityDraft(
    name="青空病院",
    name_kana="アオゾラビョウイン",
    operator="医療法人青空会",
    kind="acute",
    prefecture="13",
    municipality="13104",
    latitude=35.6912,
    longitude=139.7034,
    precision="exact",
    stations=(Station("架空線", "帆町", minutes=5),),
    beds=220,
)
POSTING = PostingDraft(
    kind="spot",
    title="日曜の日直",
    departments=("01001",),
    flags=("urgent",),
    pay_bands=(PayBand("shift", 80_000, 80_000),),
    terms={"work": "救急外来"},
    published_on=date(2026, 11, 1),
    expires_on=date(2026, 12, 31),
    openings=(OpeningDraft(slot="day-duty", day=date(2026, 11, 23), starts=540, ends=1_020),),
)
IDS = Ids(posting=1, facility=2, operator=3, openings=[4])


def test_a_document_holds_codes_days_and_derived_pay() -> None:
    found = to_document(FACILITY, POSTING, IDS)
    assert found.beds == "200"
    assert found.flags == ("urgent", "named")
    [opening] = found.openings
    assert opening.weekdays == ("mon", "hol")  # 勤労感謝の日
    assert (opening.pay_low, opening.hourly_low) == (80_000, 10_000)


def test_a_hidden_name_leaves_no_trace() -> None:
    hidden = replace(POSTING, name_hidden=True)
    text = searchable_text(FACILITY, hidden)
    for secret in ("青空", "アオゾラ"):
        assert secret not in text
    assert "救急外来" in text
    assert to_document(FACILITY, hidden, IDS).flags == ("urgent",)
    assert shown_point(FACILITY, hidden) == (35.7, 139.7)
    assert shown_point(FACILITY, POSTING) == (35.6912, 139.7034)
