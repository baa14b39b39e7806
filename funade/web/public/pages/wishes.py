"""譲れる希望: what would be nice, with a weight, chosen beside the conditions that must hold."""

from dataclasses import dataclass
from typing import Final

from funade.core.search.query import Query, Wish
from funade.core.search.url import to_params
from funade.core.search.words import wish_label

WEIGHTS: Final = ((1, "できれば"), (3, "ぜひ"))
"""Weight and the word for it."""

_EVERY_KIND: Final = (
    Wish("flags", "no-night"),
    Wish("flags", "no-oncall"),
    Wish("flags", "no-emergency"),
    Wish("flags", "no-overtime"),
    Wish("flags", "team"),
    Wish("flags", "novice"),
    Wish("flags", "no-board"),
    Wish("flags", "near-station"),
    Wish("flags", "by-car"),
    Wish("flags", "travel-paid"),
)
_BY_KIND: Final = {
    "spot": (
        Wish("hourly", "10000"),
        Wish("hourly", "15000"),
        Wish("flags", "sleeping-duty"),
        Wish("permitted_duty", "yes"),
        Wish("weekdays", "sat"),
        Wish("weekdays", "sun"),
    ),
    "regular": (
        Wish("hourly", "10000"),
        Wish("hourly", "15000"),
        Wish("slots", "am"),
        Wish("cadences", "biweekly"),
        Wish("permitted_duty", "yes"),
    ),
    "fulltime": (
        Wish("flags", "four-days"),
        Wish("flags", "weekends-off"),
        Wish("flags", "research-day"),
        Wish("flags", "nursery"),
        Wish("flags", "training"),
        Wish("flags", "board-eligible"),
        Wish("flags", "trial"),
        Wish("overtime_levels", "A"),
    ),
}


@dataclass(frozen=True, slots=True)
class WishOption:
    """How much a wish weighs; ``value`` is what stands in the address."""

    value: str
    words: str
    selected: bool


@dataclass(frozen=True, slots=True)
class WishRow:
    """One wish to weigh."""

    key: str
    label: str
    options: tuple[WishOption, ...]


def wish_rows(query: Query) -> list[WishRow]:
    """The wishes that make sense for the kind, and any other that the address holds."""
    weights = {(wish.facet, wish.value): wish.weight for wish in query.wishes}
    offered = (*_BY_KIND.get(query.kind, ()), *_EVERY_KIND)
    known = {(wish.facet, wish.value) for wish in offered}
    others = tuple(wish for wish in query.wishes if (wish.facet, wish.value) not in known)
    return [_row(wish, weights.get((wish.facet, wish.value), 0)) for wish in (*others, *offered)]


def _row(wish: Wish, weight: int) -> WishRow:
    nothing = WishOption("", "こだわらない", selected=weight == 0)
    words = dict(WEIGHTS)
    weighed = [w for w, _ in WEIGHTS]
    if weight and weight not in words:  # an address may hold any weight from 1 to 9
        weighed = sorted({*weighed, weight})
    return WishRow(
        key=f"{wish.facet}-{wish.value}",
        label=wish_label(wish),
        options=(
            nothing,
            *(
                WishOption(_written(wish, w), words.get(w, f"重み{w}"), selected=w == weight)
                for w in weighed
            ),
        ),
    )


def _written(wish: Wish, weight: int) -> str:
    """A wish as the address holds it."""
    params = dict(to_params(Query(wishes=(Wish(wish.facet, wish.value, weight),))))
    return params["nice"]
