"""Weighted tables and numbers rounded as people round them: the chance part of the demo data."""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final


class Table[T]:
    """Outcomes with weights; a throw costs one random number and one bisection."""

    __slots__ = ("_bounds", "outcomes")

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        """``weighted`` are pairs of outcome and weight; a weight of 0 drops the outcome."""
        kept = [(outcome, weight) for outcome, weight in weighted if weight > 0]
        self.outcomes: tuple[T, ...] = tuple(outcome for outcome, _ in kept)
        self._bounds = list(accumulate(weight for _, weight in kept))

    def __bool__(self) -> bool:
        """Whether there is anything to throw."""
        return bool(self.outcomes)

    def throw(self, rng: Random) -> T:
        """One outcome by weight. Raises IndexError for an empty table."""
        return self.outcomes[bisect(self._bounds, rng.random() * self._bounds[-1])]


def pick[T](rng: Random, options: Sequence[T]) -> T:
    """One of ``options``, each as likely as the next (faster than ``Random.choice``)."""
    return options[int(rng.random() * len(options))]


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    return low + int(rng.random() * (high - low + 1))


def rounded(amount: float, step: int) -> int:
    """``amount`` to the nearest multiple of ``step``."""
    return int(amount / step + 0.5) * step


_RANGE: Final = re.compile(r"\{(\*?)(\d+)-(\d+)(?:/(\d+))?\}")
type _Part = str | tuple[bool, int, int, int]


@cache
def _parts(phrase: str) -> tuple[_Part, ...]:
    """A phrase cut into literal text and ranges (scaled?, low, high, step)."""
    found: list[_Part] = []
    at = 0
    for match in _RANGE.finditer(phrase):
        scaled, low, high, step = match.groups()
        found += [phrase[at : match.start()], (bool(scaled), int(low), int(high), int(step or 1))]
        at = match.end()
    return (*found, phrase[at:])


def say(rng: Random, phrase: str, scale: float = 1.0) -> str:
    """``phrase`` with each ``{low-high/step}`` thrown; ``{*…}`` is multiplied by ``scale``."""
    if "{" not in phrase:
        return phrase
    return "".join(
        part if isinstance(part, str) else _number(rng, part, scale) for part in _parts(phrase)
    )


def _number(rng: Random, part: tuple[bool, int, int, int], scale: float) -> str:
    scaled, low, high, step = part
    thrown = low + int(rng.random() * ((high - low) // step + 1)) * step
    # A number that grew with the shift is said in fives, as a person would estimate it.
    return str(rounded(thrown * scale, 5 if thrown * scale >= 15 else 1) if scaled else thrown)
