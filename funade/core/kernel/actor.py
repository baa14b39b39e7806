"""Who acts. Every action names its actor, so that every change can be told by name."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a part of the system; ``kind`` is ``system`` or ``user``.

    A user's name is their number: nothing that an action notes tells who somebody is.
    """

    kind: str
    name: str

    @property
    def user_id(self) -> int | None:
        """The acting user's id, None for the system."""
        return int(self.name) if self.kind == "user" and self.name.isdecimal() else None


def user_actor(user_id: int) -> Actor:
    """A signed-in person, acting."""
    return Actor("user", str(user_id))


IMPORTER: Final = Actor("system", "import")
DEMO: Final = Actor("system", "demo")
OPERATOR: Final = Actor("system", "operator")
"""Whoever runs the command line of this installation."""
KEEPER: Final = Actor("system", "keeper")
"""The worker that closes what has expired and rebuilds the index."""
ENTRANCE: Final = Actor("system", "entrance")
"""Acts for somebody who has not signed in yet."""
