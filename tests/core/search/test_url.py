"""URL parameters: canonical out, forgiving in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.search.query import SORTS, Box, Near, Query, Wish
from funade.core.search.url import parse, to_params
from funade.core.search.vocabulary import MASTERS
from tests.core.search.worlds import AREAS, exactly

PARAMS = [
    "kind", "area", "near", "km", "box", "dept", "duty", "slot", "wday", "cadence", "flag", "fkind",
    "er", "level", "permit", "transport", "beds", "from", "to", "start", "end", "hourly", "pay",
    "since", "q", "hide", "nice", "sort", "page", "other",
]  # fmt: skip
JUNK = st.text(max_size=12) | st.sampled_from(
    ["\0", "\ud800", "9" * 5000, "x" * 10_000, "1,2", "nan,inf", "departments:01001*9", "1e400,0",
     "²", "٣", "-1", "2026-02-30", "翌翌翌1:00", "0000-00-00", "hourly:1.23456万*3", "areas:"]
)  # fmt: skip


def _codes(facet: str) -> st.SearchStrategy[tuple[str, ...]]:
    known = AREAS[:-1] if facet == "areas" else [c for c in MASTERS[facet].codes if c != "unknown"]
    return st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)


DAYS = st.integers(date(2000, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
DEGREES = st.floats(-90, 90).map(lambda x: x + 0.0)
WISHES = (
    st.builds(
        Wish,
        st.just("flags"),
        st.sampled_from(["urgent", "novice", "novice.urgent.same-day"]),
        st.integers(1, 9),
    )
    | st.builds(Wish, st.just("pay"), st.integers(0, 10**9).map(str), st.integers(1, 9))
    | st.builds(Wish, st.just("hourly"), st.integers(0, 10**9).map(str), st.integers(1, 9))
    | st.builds(Wish, st.just("near"), st.integers(1, 200).map(str), st.integers(1, 9))
)


@st.composite
def canonical_queries(draw: st.DrawFn) -> Query:
    """Any query within the limits, days in order and text without double spaces."""
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    south, north = sorted(draw(st.lists(DEGREES, min_size=2, max_size=2, unique=True)))
    words = st.lists(st.text("内科健診aB*&=%", min_size=1, max_size=6), max_size=5)
    return Query(
        kind=draw(st.sampled_from(["spot", "regular", "fulltime"])),
        areas=draw(_codes("areas")),
        near=draw(st.none() | st.builds(Near, DEGREES, DEGREES, st.integers(1, 200))),
        box=draw(st.sampled_from([None, Box(south, south, north, north)])),
        first_day=draw(st.sampled_from([None, days[0]])),
        last_day=draw(st.sampled_from([None, days[1]])),
        starts_from=draw(st.none() | st.integers(0, 4320)),
        ends_by=draw(st.none() | st.integers(0, 4320)),
        hourly_min=draw(st.none() | st.integers(0, 10**9)),
        pay_min=draw(st.none() | st.integers(0, 10**9)),
        published_from=draw(st.none() | DAYS),
        text=" ".join(draw(words)),
        hidden_facilities=tuple(draw(st.lists(st.integers(0, 2**63 - 1), max_size=3, unique=True))),
        wishes=tuple(draw(st.lists(WISHES, max_size=3, unique=True))),
        sort=draw(st.sampled_from(SORTS)),
        page=draw(st.integers(1, 500)),
        **{facet: draw(_codes(facet)) for facet in MASTERS},
    )


def grouped(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs as a web framework hands them over."""
    params: dict[str, list[str]] = {}
    for name, value in pairs:
        params.setdefault(name, []).append(value)
    return params


@exactly
@given(canonical_queries())
def test_what_is_written_is_read_back(query: Query) -> None:
    assert parse(grouped(to_params(query))) == (query, ())


@exactly
@given(st.dictionaries(st.sampled_from(PARAMS), st.lists(JUNK, max_size=3), max_size=5))
def test_no_input_raises_and_the_rest_is_canonical(params: dict[str, list[str]]) -> None:
    query = parse(params).query
    assert parse(grouped(to_params(query))) == (query, ())


def test_defaults_are_left_out() -> None:
    assert to_params(Query()) == []
    assert to_params(Query(kind="regular", departments=("01001",))) == [
        ("kind", "regular"),
        ("dept", "01001"),
    ]


@pytest.mark.parametrize(
    ("param", "written", "field", "value"),
    [
        ("dept", "脳外科", "departments", ("02002",)),
        ("area", "東京", "areas", ("13",)),
        ("area", "関西", "areas", ("kinki",)),
        ("area", "横浜市", "areas", ("14100",)),
        ("wday", "土曜", "weekdays", ("sat",)),
        ("end", "翌8:30", "ends_by", 32 * 60 + 30),
        ("end", "32:30", "ends_by", 32 * 60 + 30),
        ("start", "９：００", "starts_from", 540),
        ("pay", "1.2万", "pay_min", 12_000),
        ("pay", "１２，０００円", "pay_min", 12_000),
        ("from", "2026/4/1", "first_day", date(2026, 4, 1).toordinal()),
        ("nice", "departments:内科*3", "wishes", (Wish("departments", "01001", 3),)),
        ("nice", "areas:東京.関西*2", "wishes", (Wish("areas", "13.kinki", 2),)),
        ("nice", "pay:1500万", "wishes", (Wish("pay", "15000000"),)),
    ],
)
def test_what_people_type_is_understood(
    param: str, written: str, field: str, value: object
) -> None:
    query, problems = parse({param: [written]})
    assert problems == ()
    assert getattr(query, field) == value


@pytest.mark.parametrize(
    ("param", "written"),
    [
        ("dept", "魔法科"), ("permit", "unknown"), ("from", "2026-02-30"), ("start", "25時"),
        ("pay", "1.23456万"), ("page", "501"), ("km", "201"), ("q", "あ" * 101),
        ("q", "a b c d e f g h i j k"), ("box", "1,2,3"), ("near", "91,0"), ("sort", "best"),
        ("nice", "flags:urgent*0"), ("kind", "?"), ("hide", "-1"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_and_dropped(param: str, written: str) -> None:
    query, problems = parse({param: [written], "slot": ["night"]})
    assert query == Query(slots=("night",))
    assert [problem.param for problem in problems] == [param]
    assert problems[0].message.endswith("。")


def test_days_that_run_backwards_are_both_named() -> None:
    query, (problem,) = parse({"from": ["2026-05-02"], "to": ["2026-05-01"]})
    assert (query.first_day, query.last_day) == (None, None)
    assert "2026-05-02" in problem.message
    assert "2026-05-01" in problem.message


def test_a_long_list_is_cut() -> None:
    query, problems = parse({"hide": [str(number) for number in range(150)]})
    assert len(query.hidden_facilities) == 100
    assert len(problems) == 1
