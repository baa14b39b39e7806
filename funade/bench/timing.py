"""`funade bench timing`: does the time of an answer tell who has an account (STEALTH S-25)?"""

from collections.abc import Callable, Sequence
from math import erfc, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from funade.bench.figures import median
from funade.bench.programs import Installation
from funade.bench.report import table

SAMPLES: Final = 500
DISTINGUISHABLE: Final = 0.01
"""Below this p the two are told apart."""
PATHS: Final = (
    "sign-up: address", "sign-up: code", "new password: address", "new password: code",
    "passkey: start", "another address", "sign-in, account with a password",
    "sign-in, account without one",
)  # fmt: skip
"""Keys of `doors.WALKS`, which cannot be imported here: it needs an installation of its own."""

_AS_IN_PRODUCTION: Final = {
    "FUNADE_ORIGIN": "http://localhost",
    "FUNADE_DEMO": "0",
    "FUNADE_LOG_LEVEL": "WARNING",
}


def measure(samples: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Every path in a fresh database: medians in ms, and p that they differ by chance alone."""
    with TemporaryDirectory(prefix="funade-bench-") as folder:
        at = Installation(Path(folder), extra=_AS_IN_PRODUCTION)
        at.funade("migrate")
        at.funade("django", "collectstatic", "--no-input")
        return {"samples": samples, "paths": [_compared(at, it, samples, tell) for it in PATHS]}


def _compared(
    at: Installation, path: str, samples: int, tell: Callable[[str], None]
) -> dict[str, Any]:
    found = at.helper("doors", path, str(samples))
    known, unknown = found["known"], found["unknown"]
    p = mann_whitney(known, unknown)
    tell(f"{path}: p = {p:.3f}")
    return {"path": path, "p": p, **found}


def mann_whitney(one: Sequence[float], other: Sequence[float]) -> float:
    """Two-sided p of the Mann–Whitney U test: normal approximation, corrected for ties."""
    here, there = len(one), len(other)
    both = here + there
    _, places, counts = np.unique([*one, *other], return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    u = float(ranks[:here].sum()) - here * (here + 1) / 2
    ties = float((counts.astype(float) ** 3 - counts).sum())
    variance = here * there / 12 * (both + 1 - ties / (both * (both - 1)))
    if not variance:
        return 1.0
    z = max(abs(u - here * there / 2) - 0.5, 0.0) / sqrt(variance)
    return erfc(z / sqrt(2))


def text(figures: dict[str, Any]) -> str:
    """The report, in Markdown."""
    rows = [_row(it["path"], it["known"], it["unknown"], it["p"]) for it in figures["paths"]]
    head = ("path", "known, ms", "unknown, ms", "p", "")
    lines = [f"## Timing: {figures['samples']} samples each, in turn", "", *table(head, rows)]
    return "\n".join(lines) + "\n"


def _row(
    path: str, known: Sequence[float], unknown: Sequence[float], p: float
) -> tuple[object, ...]:
    verdict = "**told apart**" if p < DISTINGUISHABLE else "ok"
    return (path, median(known), median(unknown), f"{p:.3f}", verdict)
