"""What the engine does, by example."""

from typing import Any

import pytest

from funade.core.search import engine
from funade.core.search.document import Moment, Opening, Posting
from funade.core.search.index import Index, Segment
from funade.core.search.query import Near, Query, Wish
from funade.core.search.result import Result

TODAY = 740_000
MORNING = Moment(TODAY, 9 * 60)


def posting(id: int = 1, **changes: Any) -> Posting:
    """A spot shift tomorrow from 18:00 to 翌8:30 in 世田谷区."""
    shift: dict[str, Any] = {"day": TODAY + 1, "starts": 18 * 60, "ends": 32 * 60 + 30}
    shift |= {name: changes.pop(name) for name in tuple(shift) if name in changes}
    return Posting(
        **{
            "id": id,
            "kind": "spot",
            "facility": id,
            "operator": id,
            "prefecture": "13",
            "municipality": "13112",
            "published": TODAY,
            "visible_until": TODAY + 30,
            "openings": (Opening(id=id * 10, places_left=1, slot="night", **shift),),
            **changes,
        }
    )


def ask(query: Query, *postings: Posting, now: Moment = MORNING) -> Result:
    """Search in these postings."""
    return engine.search(Index.of(Segment.build(postings)), query, now)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("一般内科の外来です", "内科"),
        ("一般内科の外来です", "科"),
        ("ナイシキョウ", "ないしきょう"),
        ("訪問診療あり", "訪問診療"),
        ("ＥＲ当直", "er 当直"),
        ("髙﨑市", "高崎"),
    ],
)
def test_any_part_of_a_word_is_found(written: str, asked: str) -> None:
    assert ask(Query(text=asked), posting(text=written)).postings == 1


@pytest.mark.parametrize(
    ("written", "asked"), [("内診・外科", "内科"), ("訪問看護、診療", "訪問診療")]
)
def test_neighbouring_characters_are_not_enough(written: str, asked: str) -> None:
    assert ask(Query(text=asked), posting(text=written)).postings == 0


def test_hours_past_midnight_are_counted_on_from_the_first_day() -> None:
    night = posting()
    assert ask(Query(ends_by=32 * 60 + 30), night).openings == 1
    assert ask(Query(ends_by=32 * 60), night).openings == 0
    assert ask(Query(starts_from=18 * 60), night).openings == 1


def test_unknown_never_meets_a_condition() -> None:
    silent = posting(day=None, starts=None, ends=None)
    for query in (
        Query(first_day=TODAY),
        Query(last_day=TODAY + 99),
        Query(starts_from=0),
        Query(ends_by=9_999),
        Query(hourly_min=0),
        Query(pay_min=0),
        Query(near=Near(35.6, 139.6, 200)),
        Query(permitted_duty=("unknown",)),
    ):
        assert ask(query, silent).openings == 0
    assert ask(Query(), silent).openings == 1


def test_a_ward_narrows_its_prefecture() -> None:
    setagaya, shinjuku = posting(1), posting(2, municipality="13104")
    assert ask(Query(areas=("13",)), setagaya, shinjuku).postings == 2
    assert ask(Query(areas=("13", "13112")), setagaya, shinjuku).postings == 1
    assert ask(Query(areas=("kanto", "13100")), setagaya, shinjuku).postings == 2


def test_a_facet_is_counted_without_its_own_selection() -> None:
    found = ask(
        Query(departments=("01001",), areas=("13112",)),
        posting(1, departments=("01001",)),
        posting(2, departments=("02001", "01001"), municipality="13104"),
        posting(3, departments=("02001",)),
    )
    assert found.openings == 1
    assert found.facets["departments"]["01001"] == 1
    assert found.facets["departments"]["02001"] == 1
    assert found.facets["departments"]["any"] == 0
    assert found.facets["areas"]["13"] == 2
    assert found.facets["areas"]["13104"] == 1
    assert found.facets["areas"]["13101"] == 0
    assert "14101" not in found.facets["areas"]


def test_flags_must_all_hold() -> None:
    found = ask(
        Query(flags=("urgent", "novice")),
        posting(1, flags=("urgent",)),
        posting(2, flags=("urgent", "novice", "senior")),
    )
    assert [hit.posting for hit in found.hits] == [2]
    assert found.facets["flags"]["senior"] == 1


def test_wishes_rank_and_are_explained() -> None:
    near = Near(35.68, 139.76, 50)
    wishes = (Wish("slots", "night", 2), Wish("near", "5", 3))
    here = posting(1, latitude=35.68, longitude=139.76, published=TODAY - 9)
    there = posting(2, latitude=35.9, longitude=139.76)
    first, second = ask(Query(near=near, wishes=wishes), here, there).hits
    assert (first.posting, first.score, first.met, first.metres) == (1, 5, (0, 1), 0)
    assert (second.posting, second.score, second.met) == (2, 2, (0,))
    assert second.metres == pytest.approx(24_463, abs=1)


@pytest.mark.parametrize(
    ("now", "openings"),
    [
        (Moment(TODAY + 1, 18 * 60 - 1), 1),
        (Moment(TODAY + 1, 18 * 60), 0),
        (Moment(TODAY + 2, 0), 0),
    ],
)
def test_what_has_begun_is_not_shown(now: Moment, openings: int) -> None:
    assert ask(Query(), posting(), now=now).openings == openings


def test_an_empty_index_answers() -> None:
    found = ask(Query(areas=("13",), wishes=(Wish("slots", "night"),)))
    assert (found.openings, found.postings, found.hits) == (0, 0, ())
    assert found.facets["areas"]["13"] == 0
    assert found.facets["slots"]["night"] == 0
