"""Who acts. Every action names its actor, so that every change can be told by name."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a part of the system; ``kind`` is ``system`` or ``user``."""

    kind: str
    name: str


IMPORTER: Final = Actor("system", "import")
DEMO: Final = Actor("system", "demo")
KEEPER: Final = Actor("system", "keeper")
"""The worker that closes what has expired and rebuilds the index."""
