"""A finding: what a rule says about a value, in words a person can act on."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule noticed.

    ``rule`` is a stable id, ``message`` is Japanese and says what to do, ``field`` names the
    input it is about, ``source`` cites the rule where there is one.
    """

    rule: str
    message: str
    severity: Severity = Severity.ERROR
    field: str = ""
    source: str = ""
