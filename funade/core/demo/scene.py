"""One scene: the phrases for each field of a job, and what is paid on top."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Phrases for a job, those of one field parted by ``|``; "" where the field has no meaning.

    ``extras`` are payments on top: label → (yen, per what).
    """

    work: str
    patients: str = ""
    ambulances: str = ""
    calls: str = ""
    visits: str = ""
    procedures: str = ""
    equipment: str = ""
    requirements: str = ""
    oncall: str = ""
    """How often a fulltime physician is on call; "" where the hospital's general words do."""
    extras: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def phrases(self) -> Mapping[str, tuple[str, ...]]:
        """Field code → its phrases, for the fields of `terms.fields` that have any."""
        stated = {
            "work": self.work,
            "patients": self.patients,
            "ambulances": self.ambulances,
            "calls": self.calls,
            "visits": self.visits,
            "procedures": self.procedures,
            "equipment": self.equipment,
            "requirements": self.requirements,
        }
        return {code: tuple(words.split("|")) for code, words in stated.items() if words}
