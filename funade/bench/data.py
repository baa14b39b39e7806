"""The invented market that is measured: always the same for the same number of openings."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from funade.core.demo.stream import documents
from funade.core.kernel.calendar import JST
from funade.core.search.document import Moment, Posting
from funade.core.search.index import Segment
from funade.core.search.snapshot import FORMAT, open_current, write_generation

SEED: Final = 1
ON: Final = date(2026, 11, 2)
NOW: Final = Moment(ON.toordinal(), 9 * 60)
INSTANT: Final = datetime.combine(ON, time(9), JST)
"""The same moment for the actions that write to a database."""

_SAMPLE: Final = 3_000
"""Openings from which queries take their values."""


def postings(openings: int) -> Iterator[Posting]:
    """The market: at least this many openings."""
    return documents(seed=SEED, on=ON, openings=openings)


@cache
def sample() -> tuple[Posting, ...]:
    """A small market, the beginning of every larger one."""
    return tuple(postings(_SAMPLE))


def home(root: Path, openings: int) -> Path:
    """The directory of everything built from one market; created if missing.

    Its name changes with the invented data and with the format of the index.
    """
    market = sha256(repr(sample()).encode()).hexdigest()[:8]
    path = root / "bench" / f"seed{SEED}-{market}-{openings}-format{FORMAT}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_snapshot(path: Path, market: Iterable[Posting]) -> None:
    """Index the market and write it where `read_segment` finds it."""
    write_generation(path / "index", Segment.build(market), 0)


def read_segment(path: Path) -> Segment | None:
    """The index of the market, mapped from disk; None if it has to be built."""
    snapshot = open_current(path / "index")
    return snapshot.segment if snapshot else None
