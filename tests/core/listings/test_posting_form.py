"""The template: what is written comes back, and what is wrong is told where it stands."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.text import fold_compact
from funade.core.listings.check import check_posting
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.listings.posting_columns import TEMPLATE_COLUMNS
from funade.core.listings.posting_form import (
    FacilityRef,
    PostingReading,
    PostingRows,
    RejectedRows,
    read_postings,
    recognise_postings,
)
from funade.core.listings.rows import Row
from funade.core.listings.tables import open_table
from funade.core.listings.template import FORMATS, GUIDE, HEADER, to_rows, write_postings
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import PERMITTED_DUTY
from funade.core.masters.flags import FLAGS
from funade.core.masters.pay import TRANSPORT
from funade.core.masters.work import CADENCES, KINDS, SLOTS, WEEKDAYS
from funade.core.terms.fields import TERM_FIELDS
from tests.core.listings.test_values import bands, extras

ON = date(2026, 12, 1)
REF = FacilityRef("", "ふなで中央病院", "12", "千葉県船橋市本町1-1")
BASE = {"求人番号": "A-1", "施設名": "ふなで中央病院", "働き方": "スポット", "見出し": "内科当直"}


def read(header: Sequence[str], *lines: Sequence[str]) -> list[PostingReading]:
    places = recognise_postings(Row(1, tuple(header)))
    assert places is not None
    rows = [Row(at, tuple(cells)) for at, cells in enumerate(lines, start=2)]
    return list(read_postings(rows, places, on=ON))


def read_dicts(*rows: dict[str, str]) -> list[PostingReading]:
    return read(HEADER, *([row.get(name, "") for name in HEADER] for row in rows))


def only(*rows: dict[str, str]) -> PostingDraft:
    [reading] = read_dicts(*rows)
    assert isinstance(reading, PostingRows), reading
    return reading.draft


def reasons(*rows: dict[str, str]) -> list[str]:
    [reading] = read_dicts(*rows)
    assert isinstance(reading, RejectedRows), reading
    return [reason for _row, reason in reading.rows]


words = st.text(st.sampled_from("外来30名（午前）=+-@'「」, ;\"・〜"), min_size=1, max_size=12)
text = words.map(str.strip).filter(bool)
minutes = st.integers(0, 1439)
openings = st.builds(
    lambda span, places, **rest: OpeningDraft(
        **rest, starts=span[0], ends=span[1], places=places[0], places_left=places[1]
    ),
    span=st.one_of(
        st.tuples(st.none(), st.none()),
        st.tuples(minutes, st.none()),
        minutes.flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, 4319))),
    ),
    places=st.integers(1, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    slot=st.sampled_from(SLOTS.codes),
    day=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    weekdays=st.lists(st.sampled_from(WEEKDAYS.codes), unique=True).map(tuple),
    cadence=st.sampled_from(["", *CADENCES.codes]),
)


def _codes(codes: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), unique=True, max_size=4).map(tuple)


drafts = st.builds(
    PostingDraft,
    external_id=text.filter(lambda t: not t.startswith("#")),
    kind=st.sampled_from(KINDS.codes),
    title=text,
    name_hidden=st.booleans(),
    departments=_codes(DEPARTMENTS.codes),
    duties=_codes(DUTIES.codes),
    flags=_codes(FLAGS.codes),
    permitted_duty=st.sampled_from(PERMITTED_DUTY.codes),
    pay_bands=st.lists(
        bands.filter(lambda b: None in {b.low, b.high} or (b.low or 0) <= (b.high or 0)).filter(
            lambda b: b.starts is None or (b.ends or 0) > b.starts
        ),
        max_size=2,
    ).map(tuple),
    pay_extras=st.lists(extras, max_size=2).map(tuple),
    pay_note=st.just("") | text,
    transport=st.sampled_from(TRANSPORT.codes),
    transport_yen=st.none() | st.integers(0, 99_999),
    week_minutes=st.none() | st.integers(0, 6_000),
    terms=st.dictionaries(st.sampled_from([f.code for f in TERM_FIELDS]), text, max_size=4),
    published_on=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    confirmed_on=st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    expires_on=st.dates(date(2026, 1, 1), date(2031, 1, 1)),
    openings=st.lists(openings, min_size=1, max_size=3).map(tuple),
)


@given(drafts, st.sampled_from(FORMATS))
def test_a_posting_written_is_the_posting_read(
    tmp_path_factory: pytest.TempPathFactory, draft: PostingDraft, format_: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"round.{format_}"
    path.write_bytes(write_postings(to_rows(draft, REF), format_))
    with open_table(path) as table:
        rows = iter(table.rows)
        places = recognise_postings(next(rows))
        assert places is not None
        [reading] = read_postings(rows, places, on=ON)
    assert isinstance(reading, PostingRows), reading
    assert (reading.draft, reading.facility) == (draft, REF)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_empty_template_holds_no_posting(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "template"
    path.write_bytes(write_postings((), format_))
    with open_table(path) as table:
        rows = list(table.rows)
    if format_ == "json":
        assert rows == []
    else:
        assert read(rows[0].cells, *(row.cells for row in rows[1:])) == []


def test_every_column_has_one_name_and_is_explained() -> None:
    names = [fold_compact(name) for c in TEMPLATE_COLUMNS for name in (c.header, *c.aliases)]
    assert len(names) == len(set(names))
    assert [line[0] for line in GUIDE] == list(HEADER)
    terms = {field.label for field in TERM_FIELDS}
    assert terms <= set(HEADER)
    assert all(c.help or c.example or c.choices for c in TEMPLATE_COLUMNS)


def test_every_example_in_the_guide_can_be_read() -> None:
    draft = only({c.header: c.example for c in TEMPLATE_COLUMNS if c.example})
    assert set(draft.terms) == {field.code for field in TERM_FIELDS}
    assert check_posting(draft, on=ON) == ()


def test_the_csv_opens_in_excel_and_explains_itself() -> None:
    data = write_postings((), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert all(line[0].startswith("#") for line in lines[1:])
    assert len(json.loads(write_postings((), "json"))["columns"]) == len(HEADER)


def test_rows_of_one_number_are_one_posting() -> None:
    draft = only(
        BASE | {"勤務区分": "当直", "勤務日": "令和8年12月5日", "勤務時間": "17:00〜翌9:00"},
        {"求人番号": "A-1", "勤務日": "2026/12/12", "勤務時間": "17:00-33:00", "募集人数": "２名"},
    )
    assert [opening.day for opening in draft.openings] == [date(2026, 12, 5), date(2026, 12, 12)]
    assert draft.openings[1] == OpeningDraft(
        slot="custom", day=date(2026, 12, 12), starts=1020, ends=1980, places=2, places_left=2
    )
    assert (draft.published_on, draft.expires_on) == (ON, date(2026, 12, 12))


def test_unknown_stays_unknown() -> None:
    draft = only(BASE | {"働き方": "常勤"})
    assert draft.pay_bands == ()
    assert (draft.permitted_duty, draft.transport) == ("unknown", "unknown")
    assert (draft.transport_yen, draft.week_minutes, draft.confirmed_on) == (None, None, None)
    assert draft.terms == {}
    assert (draft.openings[0].starts, draft.openings[0].breaks) == (None, None)


def test_duties_among_the_departments_go_where_they_belong() -> None:
    draft = only(BASE | {"診療科": "内科・消化器内科、健診・ドック", "業務内容": "麻酔"})
    assert draft.departments == ("01001", "01020")
    assert draft.duties == ("anesthesia", "ningen-dock")


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"見出し": ""}, "「見出し」が空"),
        ({"求人番号": ""}, "「求人番号」が空"),
        ({"働き方": "派遣"}, "「働き方」の「派遣」"),
        ({"診療科": "宇宙科"}, "「宇宙科」は診療科の一覧にありません"),
        ({"こだわり条件": "楽"}, "こだわり条件の一覧"),
        ({"勤務日": "12/5"}, "「勤務日」の「12/5」"),
        ({"勤務時間": "17:00〜9:00"}, "翌9:00"),
        ({"給与": "1回 5万円〜4万円"}, "上限"),
        ({"募集背景": "派遣切りのため"}, "「派遣」という言葉は使えません"),
        ({"残り人数": "5"}, "残り人数"),
        ({"掲載日": "2026/12/2", "掲載期限": "2026/12/1"}, "掲載期限"),
        ({"勤務時間": "9:00〜10:00", "休憩時間": "60"}, "休憩"),
        ({"開始時刻": "25:00"}, "開始"),
    ],
)
def test_every_problem_says_what_to_do(values: dict[str, str], word: str) -> None:
    [reason] = reasons(BASE | values)
    assert word in reason


def test_one_wrong_row_holds_the_whole_posting_back() -> None:
    good, bad = BASE | {"勤務日": "2026/12/5"}, BASE | {"勤務日": "いつか"}
    first, second = reasons(good, bad)
    assert "別の行" in first
    assert "「勤務日」" in second


def test_rows_of_one_posting_must_not_contradict() -> None:
    assert (
        "「給与」が同じ求人番号"
        in reasons(BASE | {"給与": "1回 4万円"}, BASE | {"給与": "1回 5万円"})[1]
    )


def test_unreadable_rows_do_not_stop_the_others() -> None:
    places = recognise_postings(Row(1, HEADER))
    assert places is not None
    good = Row(3, tuple(BASE.get(name, "") for name in HEADER))
    found = list(read_postings([Row(2, ("x",), "読めません"), good], places, on=ON))
    assert [type(reading) for reading in found] == [RejectedRows, PostingRows]


def test_other_lists_are_not_taken_for_postings() -> None:
    assert recognise_postings(Row(1, ("ID", "正式名称"))) is None


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"勤務日": "2026/11/1"}, "posting.past"),
        ({"勤務日": "2027/1/5", "掲載期限": "2026/12/31"}, "posting.late"),
        ({"勤務区分": "当直", "勤務時間": "17:00〜23:00"}, "posting.night"),
        ({}, "posting.day"),
        ({}, "posting.pay"),
        ({}, "posting.law"),
    ],
)
def test_warnings_let_the_posting_in(values: dict[str, str], rule: str) -> None:
    [reading] = read_dicts(BASE | values)
    assert isinstance(reading, PostingRows)
    assert rule in {finding.rule for finding in reading.warnings}


def test_unknown_codes_of_a_draft_are_errors() -> None:
    draft = PostingDraft(
        kind="x",
        title="",
        flags=("x",),
        terms={"x": "y"},
        published_on=ON,
        expires_on=ON,
        openings=(OpeningDraft(slot="x", cadence="x", weekdays=("x",), starts=0, ends=9_999),),
    )
    rules = [finding.rule for finding in check_posting(draft, on=ON)]
    assert rules.count("posting.code") == 6
    assert {"posting.title", "posting.long"} <= set(rules)
