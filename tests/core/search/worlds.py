"""Small adversarial worlds: few codes, many ties, much that is unknown."""

import os
import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from funade.core.search.document import Moment, Opening, Posting
from funade.core.search.query import SORTS, Box, Near, Query, Wish

exactly = settings(
    max_examples=int(os.environ.get("FUNADE_EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""How often a property is tried: FUNADE_EXAMPLES=2000 for a thorough run."""

TODAY = 740_000
NOW = Moment(TODAY, 600)

PLACES = [
    ("13", "13101"), ("13", "13112"), ("13", ""), ("13", "13201"), ("14", "14101"), ("14", "14100"),
    ("14", "13101"), ("27", "27100"), ("", ""), ("99", "99999"), ("01", "01101"),
]  # fmt: skip
AREAS = ["13", "13101", "13100", "13112", "14", "14100", "14101", "kanto", "kinki", "27", "99999"]
POINTS = [
    (35.68, 139.76),
    (35.68, 139.76),
    (35.69, 139.7),
    (34.7, 135.5),
    (None, None),
    (35.7, None),
]
CODES = {
    "departments": ["01001", "02001", "any", "nonsense"],
    "duties": ["outpatient", "ward", "checkup-inside"],
    "slots": ["day", "am", "night"],
    "weekdays": ["mon", "sat", "hol"],
    "cadences": ["weekly", "biweekly"],
    "flags": ["urgent", "novice", "nonsense"],
    "facility_kinds": ["clinic", "other"],
    "emergency": ["none", "unknown"],
    "overtime_levels": ["A", "unknown"],
    "permitted_duty": ["yes", "partial", "unknown"],
    "transport": ["actual", "unknown"],
    "beds": ["0", "20", "unknown"],
}
WORDS = ["内科", "内", "健診", "訪問診療", "診療", "内視鏡", "ナイ", "ﾅｲ", "A", "問診"]


def _some(facet: str, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(CODES[facet]), max_size=most).map(tuple)


def _one(facet: str) -> st.SearchStrategy[str]:
    return st.sampled_from(CODES[facet])


def openings(opening_id: int) -> st.SearchStrategy[Opening]:
    """One opening with this id."""
    return st.builds(
        Opening,
        id=st.just(opening_id),
        places_left=st.sampled_from([0, 1, 1, 2]),
        slot=_one("slots"),
        day=st.sampled_from([None, TODAY - 1, TODAY, TODAY, TODAY + 1, TODAY + 2]),
        weekdays=_some("weekdays"),
        starts=st.sampled_from([None, 0, 540, 600, 601, 1080]),
        ends=st.sampled_from([None, 780, 1080, 1950]),
        cadence=st.sampled_from(["", "weekly", "biweekly"]),
        hourly_low=st.sampled_from([None, 0, 10_000, 12_000]),
        pay_low=st.sampled_from([None, 50_000, 80_000, 3_000_000_000]),
    )


@st.composite
def postings(draw: st.DrawFn, posting_id: int) -> Posting:
    """One posting with this id; the ids of its openings are in no order."""
    place = draw(st.sampled_from(PLACES))
    point = draw(st.sampled_from(POINTS))
    ids = draw(st.lists(st.integers(1, 9), max_size=4, unique=True))
    return Posting(
        id=posting_id,
        kind=draw(st.sampled_from(["spot", "spot", "regular", "fulltime"])),
        facility=draw(st.integers(1, 3)),
        operator=1,
        prefecture=place[0],
        municipality=place[1],
        latitude=point[0],
        longitude=point[1],
        departments=draw(_some("departments", 3)),
        duties=draw(_some("duties")),
        flags=draw(_some("flags")),
        facility_kind=draw(_one("facility_kinds")),
        beds=draw(_one("beds")),
        emergency=draw(_one("emergency")),
        overtime_level=draw(_one("overtime_levels")),
        permitted_duty=draw(_one("permitted_duty")),
        transport=draw(_one("transport")),
        published=draw(st.integers(TODAY - 3, TODAY)),
        visible_until=draw(st.sampled_from([TODAY - 1, TODAY, TODAY + 9, TODAY + 9])),
        text=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
        openings=tuple(draw(openings(posting_id * 10 + number)) for number in ids),
    )


@st.composite
def worlds(draw: st.DrawFn, most: int = 8) -> list[Posting]:
    """Postings with distinct ids, in no order."""
    ids = draw(st.lists(st.integers(1, 30), max_size=most, unique=True))
    return [draw(postings(id)) for id in ids]


def _maybe[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | st.none() | st.none() | strategy


def _rarely(strategy: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.just(()) | strategy


WISHES = st.one_of(
    *[
        st.builds(
            Wish,
            st.just(facet),
            st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(".".join),
            st.integers(1, 9),
        )
        for facet, codes in {**CODES, "areas": AREAS}.items()
    ],
    st.builds(Wish, st.just("hourly"), st.sampled_from(["0", "11000", "x"]), st.integers(1, 9)),
    st.builds(Wish, st.just("pay"), st.sampled_from(["0", "60000", "²"]), st.integers(1, 9)),
    st.builds(Wish, st.just("near"), st.sampled_from(["0", "1", "6"]), st.integers(1, 9)),
    st.just(Wish("nonsense", "1")),
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """A query with few conditions, so that it often matches."""
    facets = {facet: draw(_rarely(_some(facet, 3))) for facet in CODES}
    return Query(
        kind=draw(st.sampled_from(["spot", "spot", "spot", "regular", "fulltime"])),
        areas=draw(_rarely(st.lists(st.sampled_from(AREAS), max_size=3).map(tuple))),
        near=draw(_maybe(st.sampled_from([Near(35.68, 139.76, km) for km in (1, 6, 500)]))),
        box=draw(_maybe(st.sampled_from([Box(35.68, 139.7, 35.69, 139.8), Box(30, 130, 40, 140)]))),
        first_day=draw(_maybe(st.sampled_from([TODAY, TODAY + 1]))),
        last_day=draw(_maybe(st.sampled_from([TODAY, TODAY + 1]))),
        starts_from=draw(_maybe(st.sampled_from([0, 600]))),
        ends_by=draw(_maybe(st.sampled_from([1080, 2000]))),
        hourly_min=draw(_maybe(st.sampled_from([0, 11_000]))),
        pay_min=draw(_maybe(st.sampled_from([0, 60_000]))),
        published_from=draw(_maybe(st.just(TODAY - 1))),
        text=" ".join(draw(_rarely(st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)))),
        hidden_facilities=draw(st.sampled_from([(), (), (2,), (1, 7)])),
        wishes=tuple(draw(st.lists(WISHES, max_size=3))),
        sort=draw(st.sampled_from(SORTS)),
        page=draw(st.sampled_from([1, 1, 1, 2])),
        **facets,
    )  # fmt: skip


def sample(size: int) -> list[Posting]:
    """A fixed world of the same values, larger than hypothesis would draw."""
    choose = random.Random(7)

    def some(facet: str) -> tuple[str, ...]:
        return tuple(choose.sample(CODES[facet], choose.randint(0, 2)))

    def opening(id: int) -> Opening:
        return Opening(
            id=id,
            places_left=choose.choice([0, 1, 2]),
            slot=choose.choice(CODES["slots"]),
            day=choose.choice([None, TODAY, TODAY + 1, TODAY + 2]),
            weekdays=some("weekdays"),
            starts=choose.choice([None, 540]),
            hourly_low=choose.choice([None, 10_000, 12_000]),
            pay_low=choose.choice([None, 50_000, 80_000]),
        )

    def posting(id: int) -> Posting:
        place, point = choose.choice(PLACES), choose.choice(POINTS)
        return Posting(
            id=id,
            kind=choose.choice(["spot", "spot", "spot", "regular"]),
            facility=choose.randint(1, 3),
            operator=1,
            prefecture=place[0],
            municipality=place[1],
            latitude=point[0],
            longitude=point[1],
            departments=some("departments"),
            duties=some("duties"),
            flags=some("flags"),
            published=TODAY - choose.randint(0, 3),
            visible_until=TODAY + choose.randint(-1, 9),
            text=" ".join(choose.sample(WORDS, 3)),
            openings=tuple(opening(id * 100 + n) for n in range(choose.randint(0, 70))),
        )

    return [posting(id) for id in choose.sample(range(1, 10 * size), size)]


SAMPLE = sample(60)
