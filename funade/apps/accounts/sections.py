"""Taking one's data along, putting it back, and being forgotten (STEALTH S-28, S-29).

Each app says in its own `portability` module what of a member it holds, as SECTIONS. Export, import
and deletion walk all sections of all apps, so an app cannot be forgotten by any of the three; a
test holds the sections against the register of personal fields.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

type Row = dict[str, Any]
"""JSON values only; times as ISO 8601 with their offset. No database ids: what points at a posting
or a facility does so by its public id or name."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a member, such as an uploaded image."""

    name: str
    """Neutral: it may lie in a download folder."""
    content: bytes


def no_files(_user_id: int) -> Iterable[Attachment]:
    """For sections that are rows alone."""
    return ()


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing an app holds about a member."""

    name: str
    """File name and key; neutral English."""
    label: str
    """Heading in Japanese, for the member."""
    rows: Callable[[int], list[Row]]
    """What is held about a user id, in a stable order."""
    restore: Callable[[int, Sequence[Row], datetime], None] | None = None
    """Puts rows back into an account; None for records of what happened, which cannot be remade."""
    files: Callable[[int], Iterable[Attachment]] = no_files
    forget: Callable[[int], None] | None = None
    """Removes what does not go with the user's row by itself: files, queued work, cached values."""
    personal: tuple[str, ...] = ()
    """Names of the register (`core.privacy.personal`) that this section carries."""


@cache
def sections() -> tuple[Section, ...]:
    """All sections of all apps, lowest app first."""
    found: list[Section] = []
    for app in apps.get_app_configs():
        if app.name.startswith("funade.apps.") and find_spec(f"{app.name}.portability"):
            found += getattr(import_module(f"{app.name}.portability"), "SECTIONS", ())
    return tuple(found)
