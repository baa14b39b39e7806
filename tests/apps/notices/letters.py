"""Letters as they leave: every module that calls `write_letter` adds what it writes here.

`test_neutral.py` asks of each of them whether it would betray its reader (STEALTH S-13).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

LETTERS: Final[Mapping[str, tuple[str, Sequence[str]]]] = {
    "sample": ("確認コード", ("確認コードは 123456 です。", "15分のあいだ使えます。")),
}
"""Name of the letter → its subject and its lines."""
