"""Places as ranges: all place codes in one order, so that a prefecture is a run of them.

The order is that of the codes, "" (nowhere known) first; 13 stands before 13101 … 13421. Rows of
the index are sorted by it: asking for a place selects ranges of rows, and counting all 1,900
places takes one running count over the match.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from funade.core.masters.areas import PREFECTURES, REGIONS, cities, municipalities, parent_of
from funade.core.search.bits import Numbers


@cache
def codes() -> tuple[str, ...]:
    """Every code a posting can be placed at: "", prefectures, whole cities, municipalities."""
    return tuple(sorted({"", *PREFECTURES.codes, *cities().codes, *municipalities().codes}))


@cache
def _ordinals() -> dict[str, int]:
    return {code: at for at, code in enumerate(codes())}


def ordinal(prefecture: str, municipality: str) -> int:
    """Where a posting stands in `codes`: at its municipality, else its prefecture, else "".

    A municipality that is unknown to the masters, or of another prefecture, is not believed.
    """
    known = _ordinals()
    if municipality[:2] == prefecture and municipality in known:
        return known[municipality]
    return known.get(prefecture, 0) if len(prefecture) == 2 else 0


@cache
def ancestors(code: str) -> tuple[str, ...]:
    """The places a code lies in, nearest first: ward → city, prefecture, region."""
    parent = parent_of(code)
    return (parent, *ancestors(parent)) if parent else ()


@cache
def _members() -> dict[str, list[int]]:
    """Each place's own ordinal and those of all places inside it, ascending."""
    members: dict[str, list[int]] = {}
    for at, code in enumerate(codes()):
        if code:
            for place in (code, *ancestors(code)):
                members.setdefault(place, []).append(at)
    return members


@cache
def spans(code: str) -> tuple[tuple[int, int], ...]:
    """The half-open runs of ordinals a place consists of; none for a code that is no place."""
    runs: list[tuple[int, int]] = []
    for at in _members().get(code, ()):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return tuple(runs)


def narrowest(areas: Iterable[str]) -> tuple[str, ...]:
    """The chosen places without those that hold another chosen place."""
    chosen = dict.fromkeys(areas)
    wider = {outer for code in chosen for outer in ancestors(code)}
    return tuple(code for code in chosen if code not in wider)


def focused(areas: Iterable[str]) -> list[str]:
    """The prefectures whose municipalities are worth counting: chosen, or around a chosen place."""
    chosen = {place for code in areas for place in (code, *ancestors(code))}
    return [code for code in PREFECTURES.codes if code in chosen]


class _Shown(NamedTuple):
    """Places in the order shown, and their runs of ordinals one after another."""

    places: tuple[str, ...]
    starts: Numbers
    ends: Numbers
    first_runs: Numbers
    """Where the runs of each place begin."""


@lru_cache(64)
def _shown(prefectures: tuple[str, ...]) -> _Shown:
    inner = [place for place in codes() if len(place) == 5 and place[:2] in prefectures]
    shown = (*REGIONS.codes, *PREFECTURES.codes, *inner)
    runs = [spans(place) for place in shown]
    starts, ends = np.array([run for own in runs for run in own], np.int64).T
    return _Shown(shown, starts, ends, np.cumsum([0, *map(len, runs[:-1])]))


def label_counts(per_place: Numbers, areas: Sequence[str]) -> dict[str, int]:
    """Counts by place code from counts by ordinal (shape ``(len(codes()),)``).

    All regions and prefectures are there, zeros included, and every city and municipality of the
    `focused` prefectures. A wider place counts all that lies in it.
    """
    running = np.concatenate(([0], np.cumsum(per_place)))
    shown = _shown(tuple(focused(areas)))
    per_run = running[shown.ends] - running[shown.starts]
    counts = np.add.reduceat(per_run, shown.first_runs)
    return dict(zip(shown.places, counts.tolist(), strict=True))


@cache
def fingerprint() -> str:
    """Changes whenever an ordinal would mean another place; a snapshot carries it."""
    return hashlib.sha256(" ".join(codes()).encode()).hexdigest()[:16]
