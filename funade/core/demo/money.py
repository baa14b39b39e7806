"""What a job pays: an amount from its recipe, shifted by region, written as people write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from funade.core.demo.density import pay_level
from funade.core.demo.dice import Table, between, pick, rounded
from funade.core.demo.recipes import YEAR, Recipe
from funade.core.demo.shifts import Hours
from funade.core.listings.draft import PayExtra
from funade.core.masters.pay import PER_HOUR, PER_MONTH, PER_SHIFT, PER_YEAR
from funade.core.masters.work import FULLTIME, SPOT
from funade.core.terms.wages import PayBand

_M: Final = 1_000_000
_LOWEST_YEAR: Final = 10 * _M
_HIGHEST_YEAR: Final = 25 * _M
_HIGHEST_DIRECTOR: Final = 30 * _M
_FIVE: Final = 17 * 60
"""Clinics pay more for the evening that begins at 17:00."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Bands and a note as in `PostingDraft`; ``high`` when the amount tops its range."""

    bands: tuple[PayBand, ...]
    note: str = ""
    high: bool = False


def _bases(line: str) -> Table[str]:
    return Table((code, float(weight)) for code, weight in (e.split(":") for e in line.split()))


_WHOLE_SHIFT: Final = _bases("shift:1")
_BASES: Final = {
    (SPOT, "day"): _bases("shift:74 hour:12 day:14"),
    (SPOT, "am"): _bases("shift:76 hour:12 half-day:12"),
    (SPOT, "pm"): _bases("shift:76 hour:12 half-day:12"),
    (SPOT, "evening"): _bases("shift:70 hour:30"),
    (SPOT, "day-duty"): _bases("shift:80 day:20"),
    ("regular", "day"): _bases("shift:25 hour:25 day:50"),
    ("regular", "am"): _bases("shift:30 hour:22 half-day:48"),
    ("regular", "pm"): _bases("shift:30 hour:22 half-day:48"),
    ("regular", "evening"): _bases("shift:45 hour:55"),
    ("regular", "day-duty"): _bases("shift:60 day:40"),
}
"""Kind and slot → on which basis pay is stated; whole shifts otherwise."""

_PART_TIME_NOTES: Final = ("経験により相談します。", "源泉徴収前の金額です。", "初回から同額です。")


def part_time(
    rng: Random, kind: str, recipe: Recipe, prefecture: str, at: tuple[str, Hours]
) -> Pay:
    """Pay of a spot or regular posting; ``at`` is its slot and hours."""
    slot, hours = at
    low, high = recipe.pay[slot]
    amount = _amount(rng, low, high, prefecture)
    basis = _BASES.get((kind, slot), _WHOLE_SHIFT).throw(rng)
    top = amount >= low + 0.9 * (high - low)
    if recipe.cadence == "monthly":
        return Pay((PayBand(PER_MONTH if rng.random() < 0.5 else PER_SHIFT, amount, amount),))
    if basis == PER_HOUR:
        return Pay(_hourly(rounded(amount * 60 / hours.paid, 500), slot, hours), high=top)
    thrown = rng.random()
    if thrown < 0.12 and amount + 5_000 <= high:
        upper = min(high, rounded(amount * 1.15, 5_000))
        return Pay((PayBand(basis, amount, upper),), _PART_TIME_NOTES[0])
    return Pay((PayBand(basis, amount, amount),), _note(rng) if thrown > 0.85 else "", top)


def _note(rng: Random) -> str:
    return pick(rng, _PART_TIME_NOTES[1:])


def _amount(rng: Random, low: int, high: int, prefecture: str) -> int:
    """An amount of the range, more often in its lower half, shifted by the region's level."""
    thrown = low + (high - low) * rng.random() ** 1.2
    step = 10_000 if thrown >= 200_000 else 5_000
    if step == 5_000 and thrown < 60_000 and rng.random() < 0.12:
        step = 1_000
    return min(high, max(low, rounded(thrown * pay_level(prefecture), step)))


def _hourly(yen: int, slot: str, hours: Hours) -> tuple[PayBand, ...]:
    """One hourly band; a clinic's long day is split at its break and at 17:00."""
    if slot != "day" or hours.ends < _FIVE + 90 or hours.breaks < 60 or hours.starts > 600:
        return (PayBand(PER_HOUR, yen, yen),)
    noon = 13 * 60
    evening = rounded(yen * 1.2, 500)
    return (
        PayBand(PER_HOUR, yen, yen, hours.starts, noon),
        PayBand(PER_HOUR, yen, yen, noon + hours.breaks, _FIVE),
        PayBand(PER_HOUR, evening, evening, _FIVE, hours.ends),
    )


_YEARLY: Final = Table(
    [
        ("range", 46.0),
        ("from", 16.0),
        ("fixed", 12.0),
        ("steps", 12.0),
        ("silent", 9.0),
        ("month", 5.0),
    ]
)
_SILENT: Final = (
    "経験をうかがってご提示します。",
    "非公開（面談でお伝えします）。",
    "給与規程によります。",
)
_ORDINANCE: Final = "条例の定めによります。"
_YEAR_NOTES: Final = ("経験年数により決定します。", "経験・専門医資格により相談します。", "")
# 医師歴 → part of the middle pay.
_STEPS: Final = (("卒後7年目の例", 0.86), ("卒後12年目の例", 1.0), ("卒後20年目の例", 1.16))


def fulltime(rng: Random, recipe: Recipe, prefecture: str, days: float, *, public: bool) -> Pay:
    """Pay of a fulltime posting; ``days`` a week shrink it, ``public`` ones follow an ordinance."""
    low, high = recipe.pay[YEAR]
    if public and rng.random() < 0.5:
        return Pay((), _ORDINANCE)
    top = _HIGHEST_DIRECTOR if "director" in recipe.duties else _HIGHEST_YEAR
    share = 0.55 + 0.45 * days / 5
    middle = (low + (high - low) * rng.random()) * (pay_level(prefecture) ** 0.6) * share

    def yen(part: float) -> int:
        return min(top, max(_LOWEST_YEAR, rounded(middle * part, _M // 2)))

    form = _YEARLY.throw(rng)
    if form == "silent":
        return Pay((), pick(rng, _SILENT))
    return Pay(
        _year_bands(form, yen(0.88), yen(1.16), tuple((n, yen(p)) for n, p in _STEPS)),
        "" if form in ("steps", "fixed") else pick(rng, _YEAR_NOTES),
        middle > low + 0.85 * (high - low),
    )


def _year_bands(
    form: str, low: int, high: int, steps: tuple[tuple[str, int], ...]
) -> tuple[PayBand, ...]:
    if form == "steps":
        return tuple(PayBand(PER_YEAR, amount, amount, note=note) for note, amount in steps)
    if form == "month":
        monthly = rounded(low / 12, 50_000)
        return (PayBand(PER_MONTH, monthly, monthly + 100_000),)
    ends = {"range": (low, high), "from": (low, None), "fixed": (low, low)}[form]
    return (PayBand(PER_YEAR, *ends),)


def extras(rng: Random, offered: Mapping[str, tuple[int, str]]) -> tuple[PayExtra, ...]:
    """What is paid on top: none, one or two of what the scene knows."""
    return tuple(
        PayExtra(label, yen, per) for label, (yen, per) in offered.items() if rng.random() < 0.35
    )


_TRANSPORT: Final = _bases("actual:45 fixed:13 capped:18 included:12 none:3 unknown:9")


def transport(rng: Random, kind: str) -> tuple[str, int | None]:
    """How travel is met, with yen where an amount belongs to it."""
    code = _TRANSPORT.throw(rng)
    if code == "fixed":
        return code, between(rng, 2, 10) * (5_000 if kind == FULLTIME else 500)
    if code == "capped":
        return code, between(rng, 2, 10) * (5_000 if kind == FULLTIME else 1_000)
    return code, None
