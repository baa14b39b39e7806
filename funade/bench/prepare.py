"""Building what is measured, once: the index and each competitor's database.

It happens in a process of its own, so that the market's objects are not in the memory that is
measured, and notes how long it took and how much disk it needed.
"""

import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from funade.bench import data
from funade.bench.answers import Competitor
from funade.bench.postgresql import PostgreSQL
from funade.bench.servers import postgres
from funade.bench.sqlite import SQLite
from funade.core.search.document import Posting

COMPETITORS: Final = ("postgresql", "sqlite")
_NOTES: Final = "built.json"


def prepared(root: Path, openings: int, against: Sequence[str]) -> Path:
    """The directory with the index and the competitors' data, built if they are missing."""
    home = data.home(root, openings)
    known = notes(home)
    missing = [name for name in ("engine", *against) if name not in known]
    if data.read_segment(home) is None and "engine" not in missing:
        missing.insert(0, "engine")
    if missing:
        process = get_context("spawn").Process(target=_build, args=(home, openings, missing))
        process.start()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"building {missing} failed: exit code {process.exitcode}")
    return home


def notes(home: Path) -> dict[str, Any]:
    """What was noted while building: by name, seconds and bytes."""
    file = home / _NOTES
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return found


@contextmanager
def opened(home: Path, against: Sequence[str]) -> Iterator[list[Competitor]]:
    """The competitors, ready to answer."""
    with ExitStack() as stack:
        found: list[Competitor] = []
        for name in against:
            if name == "postgresql":
                uri = stack.enter_context(postgres(home / "postgresql"))
                found.append(PostgreSQL(uri))
            else:
                found.append(SQLite(home / "market.sqlite3"))
            stack.callback(found[-1].close)
        yield found


def size(directory: Path) -> int:
    """Bytes of all files below."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def _build(home: Path, openings: int, missing: Sequence[str]) -> None:
    market = list(data.postings(openings))
    builders: dict[str, Callable[[], float]] = {
        "engine": lambda: _build_engine(home, market),
        "postgresql": lambda: _build_competitor(home, "postgresql", market),
        "sqlite": lambda: _build_competitor(home, "sqlite", market),
    }
    for name in missing:
        began = time.perf_counter()
        cpu = builders[name]()
        _note(home, name, time.perf_counter() - began, cpu)


def _build_engine(home: Path, market: Sequence[Posting]) -> float:
    began = time.process_time()
    data.write_snapshot(home, market)
    return time.process_time() - began


def _build_competitor(home: Path, name: str, market: Sequence[Posting]) -> float:
    began = time.process_time()
    with opened(home, [name]) as competitors:
        for competitor in competitors:
            competitor.load(chain(market))
        return time.process_time() - began + sum(each.cpu() for each in competitors)


def _note(home: Path, name: str, wall: float, cpu: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    place = {"engine": "index", "postgresql": "postgresql", "sqlite": "."}[name]
    files = home / place
    stored = (home / "market.sqlite3").stat().st_size if name == "sqlite" else size(files)
    known = notes(home)
    known[name] = {"wall_s": wall, "cpu_s": cpu, "bytes": stored, "peak_bytes": peak}
    (home / _NOTES).write_text(json.dumps(known, indent=1))
