"""Searches as physicians make them (PERFORMANCE §2): seeded, of ten classes, most with wishes."""

from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any, Final, NamedTuple

from funade.bench.data import NOW, sample
from funade.core.search.document import Opening, Posting
from funade.core.search.query import Near, Query, Wish
from funade.core.search.vocabulary import number

MIX: Final[Mapping[str, int]] = {
    "empty": 10,
    "1 facet": 40,
    "2 facets": 45,
    "3 facets": 25,
    "4 facets": 15,
    "radius": 15,
    "radius + facets": 20,
    "text": 12,
    "text + facets": 10,
    "text + radius": 8,
}
"""How many of 200 searches are of each class."""

KINDS: Final = (("spot", "regular", "fulltime"), (80, 12, 8))
"""What is searched for, and how often in a hundred searches."""

TERMS: Final = (
    "内視鏡", "健診", "訪問診療", "透析", "当直", "外来", "産業医", "人間ドック", "麻酔", "救急",
    "リハビリ", "精神科", "超音波", "駅徒歩", "時短", "整形外科",
)  # fmt: skip

type Value = Callable[[Posting, Opening], tuple[str, ...]]

VALUES: Final[Mapping[str, Value]] = {
    "areas": lambda posting, _: (posting.prefecture, posting.municipality),
    "departments": lambda posting, _: posting.departments,
    "duties": lambda posting, _: posting.duties,
    "slots": lambda _, opening: (opening.slot,),
    "weekdays": lambda _, opening: opening.weekdays,
    "cadences": lambda _, opening: (opening.cadence,),
    "flags": lambda posting, _: posting.flags,
    "facility_kinds": lambda posting, _: (posting.facility_kind,),
    "emergency": lambda posting, _: (posting.emergency,),
    "overtime_levels": lambda posting, _: (posting.overtime_level,),
    "permitted_duty": lambda posting, _: (posting.permitted_duty,),
    "transport": lambda posting, _: (posting.transport,),
    "beds": lambda posting, _: (posting.beds,),
}
"""The values an opening has in each facet."""

_POPULAR: Final = ("areas", "areas", "departments", "departments", "duties", "slots", "weekdays")
_CHOICES: Final = (*_POPULAR, "hourly_min", "days", *VALUES)


class Asked(NamedTuple):
    """A search and the class it is of."""

    kind: str
    query: Query


def searches(count: int = 200, seed: int = 1) -> list[Asked]:
    """``count`` searches in the proportions of `MIX`."""
    rng = Random(f"searches:{seed}")
    mixed = [name for name, share in MIX.items() for _ in range(share)]
    kinds = [mixed[at * len(mixed) // count] for at in range(count)]
    asked = [Asked(kind, _search(rng, kind)) for kind in kinds]
    rng.shuffle(asked)
    return asked


def _search(rng: Random, kind: str) -> Query:
    posting, opening = someone(rng, rng.choices(*KINDS)[0])
    conditions: dict[str, Any] = {"kind": posting.kind}
    if "radius" in kind:
        conditions["near"] = circle(rng, posting)
    if "text" in kind:
        conditions["text"] = rng.choice(TERMS)
    for facet in _chosen_facets(rng, kind):
        if rng.random() < 0.3:  # not always what some opening offers all together
            posting, opening = someone(rng, posting.kind)
        conditions |= condition(rng, facet, posting, opening)
    if rng.random() < 0.1:
        conditions["hidden_facilities"] = tuple(rng.sample(range(1, 400), 5))
    wished = wishes(rng, near="near" in conditions) if rng.random() < 0.85 else ()
    return Query(**conditions, wishes=wished)


def someone(rng: Random, kind: str = "") -> tuple[Posting, Opening]:
    """A posting of the sample, of a kind if one is named, with one of its openings."""
    posting = rng.choice(_of_kind(kind))
    return posting, rng.choice(posting.openings)


@cache
def _of_kind(kind: str) -> list[Posting]:
    return [posting for posting in sample() if kind in ("", posting.kind)]


def circle(rng: Random, posting: Posting) -> Near:
    """A point near the posting and a distance people ask for."""
    latitude = (posting.latitude or 35.68) + rng.uniform(-0.05, 0.05)
    longitude = (posting.longitude or 139.76) + rng.uniform(-0.05, 0.05)
    return Near(round(latitude, 5), round(longitude, 5), rng.choice((10, 15, 20, 30)))


def _chosen_facets(rng: Random, kind: str) -> list[str]:
    wanted = int(kind[0]) if kind[0].isdigit() else rng.randint(1, 2) * kind.endswith("+ facets")
    chosen: list[str] = []
    while len(chosen) < wanted:
        facet = rng.choice(_CHOICES)
        if facet not in chosen:
            chosen.append(facet)
    return chosen


def condition(rng: Random, facet: str, posting: Posting, opening: Opening) -> dict[str, Any]:
    """A condition the opening meets; of facets, now and then with a second value."""
    if facet == "hourly_min":
        return {"hourly_min": (opening.hourly_low or 8_000) // 1_000 * 1_000}
    if facet == "days":
        first = NOW.day + rng.randint(0, 40)
        return {"first_day": first, "last_day": first + rng.choice((7, 14, 31))}
    own = _some(rng, facet, posting, opening)
    others = _some(rng, facet, *someone(rng, posting.kind)) if rng.random() < 0.25 else ()
    return {facet: tuple(dict.fromkeys((*own, *others)))}


def _some(rng: Random, facet: str, posting: Posting, opening: Opening) -> tuple[str, ...]:
    """One value of the opening that can be asked for, if it has any."""
    values = VALUES[facet](posting, opening)
    known = [value for value in values if value and (facet == "areas" or _can_ask(facet, value))]
    return (rng.choice(known),) if known else ()


def _can_ask(facet: str, value: str) -> bool:
    return number(facet, value) is not None


def wishes(rng: Random, *, near: bool) -> tuple[Wish, ...]:
    """Three to eight things that would be nice to have."""
    posting, opening = someone(rng)
    facets = rng.sample(sorted(VALUES), rng.randint(2, 6))
    found = [Wish("hourly", str(rng.choice((8_000, 10_000, 12_000))), rng.randint(1, 9))]
    for facet in facets:
        found += [Wish(facet, v, rng.randint(1, 9)) for v in _some(rng, facet, posting, opening)]
    if near:
        found.append(Wish("near", str(rng.choice((3, 5, 8))), rng.randint(1, 9)))
    return tuple(found)
