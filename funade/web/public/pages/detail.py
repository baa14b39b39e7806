"""The page of one posting: a summary table in a fixed order, with nothing left out.

The comparison, the print and the structured data for search engines are made from the same
rows, so that they cannot say different things.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from funade.apps.catalog.queries import Listing
from funade.core.kernel.calendar import format_day, format_wareki
from funade.core.kernel.yen import format_range
from funade.core.listings.draft import FacilityDraft, PostingDraft
from funade.core.listings.pay import opening_pay
from funade.core.listings.words import (
    HIDDEN_NAME,
    NOT_STATED,
    extra_words,
    names,
    opening_words,
    pay_words,
    station_words,
    transport_words,
)
from funade.core.masters.areas import place_name
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import (
    EMERGENCY_LEVELS,
    FACILITY_KINDS,
    OVERTIME_LEVELS,
    PERMITTED_DUTY,
)
from funade.core.masters.flags import FLAGS
from funade.core.masters.work import FULLTIME, KINDS
from funade.core.terms.fields import APPLY, CONTRACT, LIFE, MONEY, TIME, WORK, fields_for

PLACE: Final = "勤務先"
HOURLY_FORMULA: Final = (
    "1回の給与 ÷（終了 − 開始 − 休憩）。常勤は年俸 ÷（週の勤務時間 × 52週）。"
    "当直は仮眠を含む拘束時間で割ります。1円未満は切り捨てです。"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the summary table; ``law`` names the rule that demands it."""

    label: str
    values: tuple[str, ...]
    law: str = ""

    @property
    def stated(self) -> bool:
        """Whether the posting says anything."""
        return self.values != (NOT_STATED,)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> tuple[Row, ...]:
        """Rows with something to say, and those the law demands even if they say nothing."""
        return tuple(row for row in self.rows if row.stated or row.law)

    @property
    def unstated(self) -> tuple[str, ...]:
        """Labels of the rest: gathered in one line, not hidden."""
        return tuple(row.label for row in self.rows if not row.stated and not row.law)


def sections(listing: Listing) -> tuple[Section, ...]:
    """All rows of the summary table."""
    typed = _typed_rows(listing)
    found = []
    for title in (PLACE, WORK, TIME, MONEY, CONTRACT, LIFE, APPLY):
        rows = [*typed.get(title, ()), *_term_rows(listing.posting, title)]
        if rows:
            found.append(Section(title, tuple(rows)))
    return tuple(found)


def _typed_rows(listing: Listing) -> dict[str, list[Row]]:
    posting = listing.posting
    return {
        PLACE: _place_rows(listing.facility, hidden=posting.name_hidden),
        WORK: [
            Row("働き方", (KINDS.name(posting.kind),)),
            Row("募集科目", (names(DEPARTMENTS, posting.departments),)),
            Row("業務内容", (names(DUTIES, posting.duties),)),
        ],
        TIME: [
            Row("勤務日時", _opening_lines(posting)),
            Row("募集人数", (_places(posting),)),
            Row("宿日直許可", (PERMITTED_DUTY.name(posting.permitted_duty),)),
            *([Row("週の勤務時間", (_week(posting),))] if posting.kind == FULLTIME else []),
        ],
        MONEY: [
            Row("給与", pay_words(posting)),
            Row("時給換算", (hourly_words(posting),)),
            Row("追加の手当", extra_words(posting) or (NOT_STATED,)),
            Row("交通費", (transport_words(posting),)),
        ],
        LIFE: [Row("こだわり条件", (names(FLAGS, posting.flags),))],
    }


def _place_rows(facility: FacilityDraft, *, hidden: bool) -> list[Row]:
    where = place_name(facility.municipality or facility.prefecture, full=True)
    stations = tuple(station_words(station) for station in facility.stations)
    return [
        Row("施設名", (HIDDEN_NAME if hidden else facility.name,)),
        Row("開設者", (HIDDEN_NAME if hidden else facility.operator or NOT_STATED,)),
        Row("施設種別", (FACILITY_KINDS.name(facility.kind),)),
        Row("所在地", (where if hidden else facility.address or where,)),
        Row("最寄り", stations or (NOT_STATED,)),
        Row("病床数", (_beds(facility.beds),)),
        Row("救急指定", (EMERGENCY_LEVELS.name(facility.emergency),)),
        Row("時間外の水準", (OVERTIME_LEVELS.name(facility.overtime_level),)),
    ]


def _beds(beds: int | None) -> str:
    if beds is None:
        return NOT_STATED
    return f"{beds}床" if beds else "無床"


def _opening_lines(posting: PostingDraft) -> tuple[str, ...]:
    def line(at: int) -> str:
        opening = posting.openings[at]
        rest = f"（休憩{opening.breaks}分）" if opening.breaks else ""
        full = "" if opening.places_left else "（満員）"
        return opening_words(opening) + rest + full

    return tuple(line(at) for at in range(len(posting.openings))) or (NOT_STATED,)


def _places(posting: PostingDraft) -> str:
    places = sum(opening.places for opening in posting.openings)
    left = sum(opening.places_left for opening in posting.openings)
    return f"{places}名（残り{left}名）" if posting.openings else NOT_STATED


def _week(posting: PostingDraft) -> str:
    if posting.week_minutes is None:
        return NOT_STATED
    hours, minutes = divmod(posting.week_minutes, 60)
    return f"{hours}時間{minutes}分" if minutes else f"{hours}時間"


def hourly_words(posting: PostingDraft) -> str:
    """時給換算 over all openings, lowest to highest."""
    ranges = [opening_pay(posting, opening).hourly for opening in posting.openings]
    lows = [found.low for found in ranges if found.low is not None]
    highs = [found.high for found in ranges if found.high is not None]
    words = format_range(min(lows, default=None), max(highs, default=None), short=False)
    return words or "計算できません（給与か時間の記載がありません）"


def _term_rows(posting: PostingDraft, section: str) -> list[Row]:
    return [
        Row(field.label, (posting.terms.get(field.code) or NOT_STATED,), field.law)
        for field in fields_for(posting.kind)
        if field.section == section
    ]


@dataclass(frozen=True, slots=True)
class Facts:
    """The first screen: what decides, before the table."""

    pay: tuple[str, ...]
    hourly: str
    place: str
    station: str
    when: tuple[str, ...]
    more: int


def facts(listing: Listing) -> Facts:
    """Pay, place and hours of a posting, short."""
    facility, posting = listing.facility, listing.posting
    lines = _opening_lines(posting)
    return Facts(
        pay=pay_words(posting),
        hourly=hourly_words(posting),
        place=place_name(facility.municipality or facility.prefecture, full=True),
        station=station_words(facility.stations[0]) if facility.stations else "",
        when=lines[:4],
        more=max(0, len(lines) - 4),
    )


_DATES: Final[tuple[tuple[str, Callable[[Listing], str]], ...]] = (
    ("掲載日", lambda it: format_day(it.posting.published_on, year=True)),
    (
        "最終確認日",
        lambda it: (
            format_day(it.posting.confirmed_on, year=True)
            if it.posting.confirmed_on
            else NOT_STATED
        ),
    ),
    (
        "掲載期限",
        lambda it: (
            f"{format_day(it.posting.expires_on, year=True)}"
            f"（{format_wareki(it.posting.expires_on)}）"
        ),
    ),
    ("求人番号", lambda it: it.public_id),
)


def dates(listing: Listing) -> list[tuple[str, str]]:
    """掲載日, 最終確認日, 掲載期限 and the number of the posting."""
    return [(label, say(listing)) for label, say in _DATES]


def missing_by_law(listing: Listing) -> list[str]:
    """Labels of the terms the law demands and the posting does not state."""
    return [
        row.label
        for section in sections(listing)
        for row in section.rows
        if row.law and not row.stated
    ]
