"""A recipe: one kind of job as it exists in life, and everything that belongs together in it.

Coherence is by construction. A recipe says at which facilities it exists, for which departments,
in which 勤務区分, for how much, and which words describe it; nothing is combined that no recipe
puts together. `menu.menu` answers what one facility can offer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from funade.core.demo.codes import DEMAND
from funade.core.demo.dice import Table
from funade.core.masters.departments import ANY_DEPARTMENT

type Yen = int
YEAR: Final = "year"
"""Key of yearly pay in `Recipe.pay`, beside the codes of `masters.work.SLOTS`."""

WEEKDAYS: Final = "weekdays"
WORKDAYS: Final = "workdays"
"""Monday to Saturday."""
EVERY_DAY: Final = "every-day"
DAYS_OFF: Final = "days-off"
"""Saturdays, Sundays, holidays."""


class Kitchen(NamedTuple):
    """The facts of a facility that decide what it can offer. ``large``: 200 beds and more."""

    profile: str
    lineup: tuple[str, ...]
    emergency: str
    permit: str
    large: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One kind of job.

    ``profiles`` are names in `profiles.PROFILES`. ``offers`` weighs the recipe per kind of
    posting. ``departments`` are codes, one of which the facility must have; with ``any_share`` the
    posting says 科目不問 instead (at once if there are none). ``pay`` holds yen per shift by slot,
    or per year. ``slots`` weighs the slots of part-time work. ``chances`` are flags that are facts
    of the job, with how often they are stated. ``emergency`` are the levels the facility may
    have; empty means any. ``requires`` is a department the facility must have besides.
    """

    key: str
    scene: str
    """Name in `scenes.SCENES`: the words for this job."""
    profiles: tuple[str, ...]
    offers: Mapping[str, float]
    departments: tuple[str, ...] = ()
    any_share: float = 0.0
    duties: tuple[str, ...]
    extra_duties: Mapping[str, float] = field(default_factory=dict)
    slots: Mapping[str, float] = field(default_factory=dict)
    pay: Mapping[str, tuple[Yen, Yen]]
    titles: tuple[str, ...]
    chances: Mapping[str, float] = field(default_factory=dict)
    days: str = WORKDAYS
    emergency: frozenset[str] = frozenset()
    permits: frozenset[str] = frozenset()
    """宿日直許可 the facility may have for it; empty means any."""
    requires: tuple[str, ...] = ()
    large: bool = False
    """Only at hospitals of 200 beds and more."""
    cadence: str = "weekly"
    """The usual rhythm of regular work; ``monthly`` for 産業医."""
    nights: tuple[int, int] = (0, 0)
    """Fulltime: night duties a month, from … to."""

    def fits(self, at: Kitchen) -> bool:
        """Whether a facility with these facts can offer the job."""
        lineup = at.lineup
        return (
            at.profile in self.profiles
            and at.large >= self.large
            and (not self.emergency or at.emergency in self.emergency)
            and (not self.permits or at.permit in self.permits)
            and all(code in lineup for code in self.requires)
            and (not self.departments or any(code in lineup for code in self.departments))
        )

    def choices(self, lineup: tuple[str, ...]) -> Table[str]:
        """Departments of the facility that may do this job, by demand; 科目不問 with its share."""
        fit = {code: float(DEMAND.get(code, 1)) for code in self.departments if code in lineup}
        if not fit:
            return Table([(ANY_DEPARTMENT, 1.0)])
        share = self.any_share * sum(fit.values()) / max(0.01, 1 - self.any_share)
        return Table([*fit.items(), (ANY_DEPARTMENT, share)])
