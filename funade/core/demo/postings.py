"""One posting of a facility: throw a recipe, fix the facts, then write them down."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Final

from funade.core.demo import days, money
from funade.core.demo.benefits import in_order, is_urgent, throw_flags
from funade.core.demo.dice import Table, between
from funade.core.demo.facilities import Site
from funade.core.demo.menu import Dish, menu
from funade.core.demo.names import PUBLIC_OPERATOR_ENDINGS
from funade.core.demo.recipes import Recipe
from funade.core.demo.scenes import SCENES
from funade.core.demo.shifts import HOURS, OWN_HOURS, SATURDAY_DAY_NIGHT, Hours
from funade.core.demo.sketch import Sketch
from funade.core.demo.terms import write_terms
from funade.core.demo.titles import write_title
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.masters.work import FULLTIME, REGULAR, SPOT

KIND_SHARES: Final = Table([(SPOT, 45.0), (REGULAR, 35.0), (FULLTIME, 20.0)])
_REGULAR_OPENINGS: Final = 1.38
"""Mean openings of a regular posting, by `days.weekdays`."""
_HIDDEN: Final = 0.3
_WEEK_DAYS: Final = Table([(5.0, 50.0), (4.5, 15.0), (4.0, 32.0), (3.0, 3.0)])
_SIX_DAY_PROFILES: Final = frozenset({"clinic", "beauty-clinic", "bed-clinic", "checkup-center"})
_NEW_YEAR_SLOTS: Final = frozenset({"night", "day-night", "day-duty", "oncall-home", "oncall-site"})
_CROWDED: Final = frozenset({"vaccination", "checkup-visit", "checkup-round", "event"})
"""Recipes that take several physicians for one shift."""


def build_posting(
    rng: Random, site: Site, number: int, on: date, openings_per_posting: float
) -> PostingDraft:
    """The ``number``-th posting of a facility."""
    kind, dish = _throw(rng, site)
    sketch = _sketch(rng, site, kind, dish, on)
    if kind == SPOT:
        _fix_spot(sketch, openings_per_posting)
    elif kind == REGULAR:
        sketch.cadence, sketch.weeks = days.cadence(rng, dish.recipe)
        open_on = days.days_of_work(dish.recipe, sketch.slot)
        sketch.openings = days.weekdays(rng, open_on, sketch.cadence)
    else:
        _fix_fulltime(sketch)
    return _write(sketch, f"{site.draft.external_id}-{number}")


def _throw(rng: Random, site: Site) -> tuple[str, Dish]:
    """A kind and a recipe; another kind where the facility offers none of the first."""
    first = KIND_SHARES.throw(rng)
    for kind in (first, SPOT, REGULAR, FULLTIME):
        if dishes := menu(kind, site.kitchen):
            return kind, dishes.throw(rng)
    raise LookupError(f"no recipe for {site.kitchen}")


def _sketch(rng: Random, site: Site, kind: str, dish: Dish, on: date) -> Sketch:
    recipe = dish.recipe
    slot = "day" if kind == FULLTIME else dish.slots.throw(rng)
    duties = recipe.duties + tuple(d for d, p in recipe.extra_duties.items() if rng.random() < p)
    return Sketch(
        rng=rng,
        site=site,
        recipe=recipe,
        kind=kind,
        on=on,
        department=dish.departments.throw(rng),
        duties=duties,
        slot=slot,
        hours=_hours(recipe, slot).throw(rng),
        hidden=rng.random() < _HIDDEN,
        extras=money.extras(rng, SCENES[recipe.scene].extras),
    )


def _hours(recipe: Recipe, slot: str) -> Table[Hours]:
    return OWN_HOURS.get((recipe.key, slot)) or HOURS[slot]


def _fix_spot(sketch: Sketch, openings_per_posting: float) -> None:
    """Dates of a series; its length makes up for the kinds that have fewer openings."""
    rng = sketch.rng
    wanted = days.theme(rng, days.days_of_work(sketch.recipe, sketch.slot))
    if sketch.slot == "day-night" and wanted == {"sat"}:
        sketch.hours = SATURDAY_DAY_NIGHT.throw(rng)
    mean = (openings_per_posting - 0.35 * _REGULAR_OPENINGS - 0.2) / 0.45
    count = 1 + int(rng.random() ** 1.5 * 2.95 * max(0.0, mean - 0.5))
    rests = sketch.slot not in _NEW_YEAR_SLOTS
    sketch.days = days.spot_days(rng, days.pool(sketch.on, wanted, rests=rests), count)


def _fix_fulltime(sketch: Sketch) -> None:
    rng, recipe = sketch.rng, sketch.recipe
    six = sketch.chance(0.6 if sketch.site.profile in _SIX_DAY_PROFILES else 0.25)
    sketch.openings = (("mon", "tue", "wed", "thu", "fri", *(("sat",) if six else ())),)
    sketch.week_days = _WEEK_DAYS.throw(rng)
    if sketch.site.draft.beds:
        sketch.nights = between(rng, *recipe.nights)
    if sketch.nights:
        sketch.duties = (*sketch.duties, "night-duty")


def _pay(sketch: Sketch) -> money.Pay:
    prefecture = sketch.site.draft.prefecture
    if sketch.kind == FULLTIME:
        public = sketch.site.draft.operator.endswith(PUBLIC_OPERATOR_ENDINGS)
        return money.fulltime(
            sketch.rng, sketch.recipe, prefecture, sketch.week_days, public=public
        )
    at = sketch.slot, sketch.hours
    return money.part_time(sketch.rng, sketch.kind, sketch.recipe, prefecture, at)


def _write(sketch: Sketch, external_id: str) -> PostingDraft:
    rng = sketch.rng
    pay = _pay(sketch)
    sketch.basis = pay.bands[0].basis if pay.bands else ""
    permit = sketch.permitted_duty()
    transport, transport_yen = money.transport(rng, sketch.kind)
    throw_flags(sketch, permit=permit, high_pay=pay.high, transport=transport)
    sketch.title = write_title(sketch)
    terms = write_terms(sketch)
    published = days.published(rng, sketch.on, 14 if is_urgent(sketch) else 60)
    return PostingDraft(
        external_id=external_id,
        kind=sketch.kind,
        title=sketch.title,
        name_hidden=sketch.hidden,
        departments=(sketch.department,),
        duties=sketch.duties,
        flags=in_order(sketch.flags),
        permitted_duty=permit,
        pay_bands=pay.bands,
        pay_extras=sketch.extras,
        pay_note=pay.note,
        transport=transport,
        transport_yen=transport_yen,
        week_minutes=int(sketch.week_days * sketch.hours.paid) or None,
        terms=terms,
        published_on=published,
        confirmed_on=days.confirmed(rng, published, sketch.on) if sketch.chance(0.97) else None,
        expires_on=days.expires(rng, sketch.on, sketch.days[-1] if sketch.days else None),
        openings=_openings(sketch),
    )


def _openings(sketch: Sketch) -> tuple[OpeningDraft, ...]:
    if sketch.kind == SPOT:
        return tuple(_opening(sketch, day, ()) for day in sketch.days)
    return tuple(_opening(sketch, None, weekdays) for weekdays in sketch.openings)


def _opening(sketch: Sketch, day: date | None, weekdays: Sequence[str]) -> OpeningDraft:
    rng = sketch.rng
    many = sketch.recipe.key in _CROWDED and rng.random() < 0.4
    places = between(rng, 2, 4) if many else 1 + (rng.random() < 0.04)
    hours = sketch.hours
    return OpeningDraft(
        slot=sketch.slot,
        day=day,
        weekdays=tuple(weekdays),
        cadence=sketch.cadence,
        cadence_weeks=sketch.weeks,
        starts=hours.starts,
        ends=hours.ends,
        breaks=hours.breaks,
        places=places,
        # A few are just filled: they must not show.
        places_left=0 if rng.random() < 0.02 else between(rng, 1, places),
    )
