"""Reading single answers off a raw form, collecting what is wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from funade.core.kernel.finding import Finding
from funade.core.masters.choice import Choice, Master

type Raw = Mapping[str, Sequence[str]]
"""A form as it was sent: field name → what was typed or ticked."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """New values for some fields of a profile, or the problems that keep them from being stored."""

    values: dict[str, Any]
    problems: tuple[Finding, ...]


@dataclass(slots=True)
class Reader:
    """Takes a form apart field by field; problems stand in the order of the questions."""

    raw: Raw
    on: date
    """The day the form was sent."""
    problems: list[Finding] = field(default_factory=list)

    def text(self, key: str) -> str:
        """What was typed, without the white space around it."""
        return next(iter(self.raw.get(key, ())), "").strip()

    def ticked(self, key: str) -> bool:
        """Whether a single box is ticked."""
        return bool(self.text(key))

    def complain(self, key: str, rule: str, message: str) -> None:
        """Note one problem of a field."""
        self.problems.append(Finding(f"profile.{key}.{rule}", message, field=key))

    def read(self, key: str, missing: str, parse: Callable[[str], Any]) -> Any:
        """A required answer; None, with a problem noted, when it is missing or wrong.

        ``parse`` raises ValueError with a message for the reader.
        """
        written = self.text(key)
        if not written:
            self.complain(key, "missing", missing)
            return None
        try:
            return parse(written)
        except ValueError as error:
            self.complain(key, "wrong", str(error))
            return None

    def choices[C: Choice](self, key: str, master: Master[C], missing: str = "") -> tuple[str, ...]:
        """Ticked codes in the master's order; ``missing`` makes one a must."""
        chosen = set(self.raw.get(key, ()))
        if any(master.get(code) is None for code in chosen):
            self.complain(key, "unknown", "一覧にあるものから選んでください。")
        if missing and not chosen:
            self.complain(key, "missing", missing)
        return tuple(code for code in master.codes if code in chosen)

    def done(self, **values: Any) -> Parsed:
        """The result: values only when nothing is wrong."""
        return Parsed({} if self.problems else values, tuple(self.problems))
