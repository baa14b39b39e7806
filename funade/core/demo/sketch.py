"""A posting while it is being thought up: the facts that its title, flags and words share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from funade.core.demo.facilities import Site
from funade.core.demo.recipes import Recipe
from funade.core.demo.shifts import Hours
from funade.core.listings.draft import PayExtra
from funade.core.masters.departments import ANY_DEPARTMENT, DEPARTMENTS
from funade.core.masters.facility import UNKNOWN

NIGHTS: Final = frozenset({"night", "day-night"})


@dataclass(slots=True, kw_only=True)
class Sketch:
    """The facts of one posting. ``days_off`` are weekdays it never falls on."""

    rng: Random
    site: Site
    recipe: Recipe
    kind: str
    on: date
    department: str
    duties: tuple[str, ...]
    slot: str
    hours: Hours
    hidden: bool
    days: tuple[date, ...] = ()
    """Spot: the dates."""
    openings: Sequence[tuple[str, ...]] = ()
    """Regular and fulltime: the weekdays of each opening."""
    cadence: str = ""
    weeks: tuple[int, ...] = ()
    week_days: float = 0
    """Fulltime: days worked a week."""
    nights: int = 0
    """Fulltime: night duties a month."""
    extras: tuple[PayExtra, ...] = ()
    basis: str = ""
    """On which basis pay is stated; "" where it is not."""
    title: str = ""
    flags: set[str] = field(default_factory=set)

    @property
    def department_name(self) -> str:
        """The department as a title says it; "" for 科目不問."""
        return "" if self.department == ANY_DEPARTMENT else DEPARTMENTS.name(self.department)

    @property
    def has_nights(self) -> bool:
        """Whether one sleeps at the facility for this job."""
        return self.slot in NIGHTS or self.nights > 0

    def chance(self, likelihood: float) -> bool:
        """True with a likelihood."""
        return self.rng.random() < likelihood

    def permitted_duty(self) -> str:
        """宿日直許可 of the work itself; unknown where it has no night or day duty.

        A night of ambulances is not what a partial permission covers, more often than not.
        """
        facility = self.site.draft.permitted_duty
        if not self.has_nights and self.slot != "day-duty":
            return UNKNOWN
        if "emergency" in self.duties:
            if self.slot == "day-duty" or facility == "yes":
                return UNKNOWN
            return "no" if facility == "partial" and self.chance(0.6) else facility
        if facility == "partial" and self.recipe.scene in ("ward-night", "sleeping-night"):
            return "yes"
        return facility
