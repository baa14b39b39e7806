"""Letters as they leave: every module that calls `write_letter` adds what it writes here.

`test_neutral.py` asks of each of them whether it would betray its reader (STEALTH S-13).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from funade.web.entrance.letters import (
    CODES,
    NEWS,
    REFUSALS,
    code_letter,
    invitation_letter,
    refusal_letter,
)

_ENTRANCE: Final = {
    **{f"code-{purpose}": code_letter(purpose, "12345678") for purpose in CODES},
    **{f"refusal-{purpose}": refusal_letter(purpose) for purpose in REFUSALS},
    **{f"news-{name}": letter for name, letter in NEWS.items()},
    "invitation": invitation_letter("http://localhost:8000/join/0123456789abcdef/"),
}

LETTERS: Final[Mapping[str, tuple[str, Sequence[str]]]] = {
    name: (letter.subject, letter.lines) for name, letter in _ENTRANCE.items()
}
"""Name of the letter → its subject and its lines."""

WRITERS: Final = frozenset({"entrance/proofs.py", "entrance/views/teams.py"})
"""The modules under funade/web that write letters; whoever joins them adds their letters above."""
