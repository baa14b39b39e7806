"""A small typed reader of environment variables that fails with one clear line.

Every read is remembered in `Env.asked`, so a test can hold the table of settings in
docs/operations.md against what the program really reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


class SettingError(Exception):
    """A setting is missing or malformed; the message is one line meant for the operator."""


@dataclass(frozen=True)
class Env:
    """Reads settings out of `values`. An empty value counts as not set."""

    values: Mapping[str, str]
    asked: set[str] = field(default_factory=set)

    def raw(self, name: str) -> str | None:
        """The stripped value of `name`, or None when it is unset or empty."""
        self.asked.add(name)
        return self.values.get(name, "").strip() or None

    def text(self, name: str, default: str) -> str:
        return self.raw(name) or default

    def flag(self, name: str, *, default: bool) -> bool:
        """A yes/no value; raises SettingError for anything that is neither."""
        value = self.raw(name)
        if value is None:
            return default
        if value.lower() in _TRUE:
            return True
        if value.lower() in _FALSE:
            return False
        raise SettingError(f"{name} must be 1 or 0, not {value!r}")

    def integer(self, name: str, default: int, *, at_least: int = 0) -> int:
        """A whole number not below `at_least`; raises SettingError otherwise."""
        value = self.raw(name)
        if value is None:
            return default
        try:
            number = int(value)
        except ValueError:
            raise SettingError(f"{name} must be a whole number, not {value!r}") from None
        if number < at_least:
            raise SettingError(f"{name} must be at least {at_least}, not {number}")
        return number

    def choice(self, name: str, default: Choice) -> Choice:
        """A member of the enum that `default` belongs to; raises SettingError for others."""
        value = self.raw(name)
        kind = type(default)
        try:
            return default if value is None else kind(value)
        except ValueError:
            allowed = ", ".join(kind)
            raise SettingError(f"{name} must be one of {allowed}, not {value!r}") from None

    def words(self, name: str, default: tuple[str, ...]) -> list[str]:
        """A comma-separated list."""
        value = self.raw(name)
        if value is None:
            return list(default)
        return [word for part in value.split(",") if (word := part.strip())]

    def path(self, name: str, default: Path) -> Path:
        """An absolute path; a relative value counts from the current directory."""
        return Path(self.raw(name) or default).expanduser().absolute()

    def secret(self, name: str) -> str | None:
        """A secret from `name`, or from the file that `name`_FILE points to (container secrets).

        Raises SettingError when both are set or the file cannot be read. The message never
        contains the value.
        """
        value = self.raw(name)
        file = self.raw(f"{name}_FILE")
        if file is None:
            return value
        if value is not None:
            raise SettingError(f"set {name} or {name}_FILE, not both")
        try:
            return Path(file).read_text(encoding="utf-8").strip() or None
        except OSError as error:
            raise SettingError(f"{name}_FILE cannot be read: {error.strerror}: {file}") from None
