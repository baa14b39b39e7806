"""Flags: what a job is known for, as far as its facts allow it to be said."""

from collections.abc import Callable, Mapping
from typing import Final

from funade.core.demo.clauses import BENEFITS, Benefit
from funade.core.demo.dice import pick, say
from funade.core.demo.sketch import Sketch
from funade.core.masters import flags
from funade.core.masters.departments import ANY_DEPARTMENT
from funade.core.masters.work import FULLTIME, REGULAR, SPOT

URGENT_DAYS: Final = 10
_BEDS: Final = frozenset(
    {"university", "acute", "acute-large", "caremix", "longterm", "psychiatric", "rehab"}
)
_CLINICS: Final = frozenset({"clinic", "home-clinic", "beauty-clinic", "checkup-center"})


def is_urgent(sketch: Sketch) -> bool:
    """Whether the first date is so near that the facility must hurry."""
    return sketch.kind == SPOT and (sketch.days[0] - sketch.on).days <= URGENT_DAYS


_CONDITIONS: Final[Mapping[str, Callable[[Sketch], bool]]] = {
    "": lambda s: True,
    "hospital": lambda s: s.site.profile in _BEDS,
    "clinic": lambda s: s.site.profile in _CLINICS,
    "night": lambda s: s.has_nights,
    "remote": lambda s: s.site.place.size == "small",
    "suburb": lambda s: s.site.place.size == "middle",
    "round": lambda s: s.recipe.scene in ("checkup-round", "checkup-visit"),
    "station": lambda s: any(
        x.means == "徒歩" and (x.minutes or 99) <= 5 for x in s.site.draft.stations
    ),
    "urgent": is_urgent,
    "research": lambda s: s.site.profile in _BEDS and s.week_days >= 4.5,
    "four": lambda s: s.week_days <= 4,
    "weekends": lambda s: s.openings[0][-1] == "fri",
}
"""`Benefit.asks` → whether the posting's facts allow the benefit."""

_BY_KIND: Final[Mapping[str, tuple[Benefit, ...]]] = {
    kind: tuple(b for b in BENEFITS if kind in b.kinds) for kind in (SPOT, REGULAR, FULLTIME)
}


def benefits(sketch: Sketch) -> dict[str, str]:
    """Throw the benefits: their flags go into the sketch, their words are returned."""
    rng = sketch.rng
    words: dict[str, str] = {}
    for benefit in _BY_KIND[sketch.kind]:
        if rng.random() < benefit.chance and _CONDITIONS[benefit.asks](sketch):
            sketch.flags.add(benefit.flag)
            if benefit.code:
                words[benefit.code] = say(rng, pick(rng, benefit.phrases))
    return words


def throw_flags(sketch: Sketch, *, permit: str, high_pay: bool, transport: str) -> None:
    """Put into the sketch the flags that its recipe and its facts give."""
    thrown = sketch.flags
    thrown |= {flag for flag, chance in sketch.recipe.chances.items() if sketch.chance(chance)}
    facts = {
        flags.URGENT: is_urgent(sketch) and len(sketch.days) <= 2 and sketch.chance(0.5),
        "any-department": sketch.department == ANY_DEPARTMENT and sketch.chance(0.8),
        "permitted-duty": permit == "yes" and sketch.has_nights,
        "travel-paid": transport == "actual" and sketch.chance(0.6),
        "above-market": high_pay and sketch.chance(0.35),
        "no-night": sketch.kind == FULLTIME and not sketch.has_nights and sketch.chance(0.75),
    }
    thrown |= {flag for flag, true in facts.items() if true}
    if not high_pay:
        thrown.discard("above-market")
    if sketch.site.draft.emergency in ("secondary", "tertiary"):
        thrown.discard("no-emergency")


def in_order(thrown: set[str]) -> tuple[str, ...]:
    """Flags in the order of the master."""
    return tuple(sorted(thrown, key=flags.FLAGS.position))
