"""`funade bench visible`: from the commit of a change until another process finds it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from funade.bench.figures import percentile
from funade.bench.programs import Installation
from funade.bench.servers import postgres

WRITERS: Final = 3
_PAUSE_S: Final = 0.02
_SPARE: Final = 1.4
"""Not every invented posting is open on the day of the run."""


def measure(changes: int, scattered: int, database_url: str = "") -> dict[str, Any]:
    """Both databases; ``database_url`` names a PostgreSQL database instead of an own server."""
    with TemporaryDirectory(prefix="funade-bench-") as folder:
        found: dict[str, Any] = {"SQLite": _delays(_installed(Path(folder) / "sqlite"), changes)}
    with _postgresql(database_url) as place:
        found["PostgreSQL"] = _delays(_installed(*place), changes)
    with _postgresql(database_url) as place:
        found["scattered"] = _scattered(_installed(*place), scattered) if scattered else {}
    return found


@contextmanager
def _postgresql(url: str) -> Iterator[tuple[Path, str]]:
    """A data directory and an empty database."""
    with TemporaryDirectory(prefix="funade-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server may run as another user
        home = Path(folder) / "data"
        if url:
            yield home, url
            return
        with postgres(Path(folder) / "server") as uri:
            yield home, f"postgres://postgres@/postgres?host={uri.partition('host=')[2]}"


def _installed(home: Path, database: str = "") -> Installation:
    home.mkdir(parents=True, exist_ok=True)
    installation = Installation(home, database)
    installation.funade("migrate")
    return installation


def _delays(at: Installation, changes: int) -> dict[str, Any]:
    """Milliseconds from commit to found, one change after the other."""
    at.helper("changes", "prepare", str(round(changes * _SPARE) + 10))
    with at.running("funade.bench.changes", "watch", str(changes)) as watcher:
        _line(watcher.stdout)
        committed = at.helper("changes", "write", str(changes), str(_PAUSE_S))["committed"]
        seen = json.loads(_line(watcher.stdout))["seen"]
    delays = [1e3 * (seen[number] - committed[number]) for number in seen]
    return {
        "changes": changes,
        "found": len(seen),
        "p50": percentile(delays, 50),
        "p99": percentile(delays, 99),
    }


def _scattered(at: Installation, changes: int) -> dict[str, Any]:
    """Several writers whose transactions commit in another order than they began."""
    at.helper("changes", "prepare", str(round(changes * _SPARE) + 10))
    roles = [(str(changes), str(writer), str(WRITERS)) for writer in range(WRITERS)]
    with at.running("funade.bench.changes", "follow", str(changes)) as follower:
        _line(follower.stdout)
        with (
            at.running("funade.bench.changes", "scatter", *roles[0]) as first,
            at.running("funade.bench.changes", "scatter", *roles[1]) as second,
            at.running("funade.bench.changes", "scatter", *roles[2]) as third,
        ):
            while any(writer.poll() is None for writer in (first, second, third)):
                _ask(follower, "follow")
                _line(follower.stdout)
        _ask(follower, "done")
        found: dict[str, Any] = json.loads(_line(follower.stdout))
    return found


def _ask(process: Any, word: str) -> None:
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def _line(pipe: Any) -> str:
    line: str = pipe.readline()
    if not line:
        raise RuntimeError("a helper process ended early")
    return line


def text(found: dict[str, Any]) -> str:
    """The figures in words."""
    lines = ["## Visible: commit of a change → found by a search in another process", ""]
    for name in ("SQLite", "PostgreSQL"):
        it = found[name]
        verdict = "ok" if it["p99"] <= 1_000 and it["found"] == it["changes"] else "**missed**"
        lines.append(
            f"- {name}: {it['found']} of {it['changes']} changes found, p50 {it['p50']:.0f} ms,"
            f" p99 {it['p99']:.0f} ms (goal 11, step 1: p99 ≤ 1,000 ms: {verdict})"
        )
    scattered = found["scattered"]
    if scattered:
        lost, ghosts = len(scattered["lost"]), len(scattered["ghosts"])
        verdict = "ok" if not lost + ghosts else "**missed**"
        lines.append(
            f"- PostgreSQL, {WRITERS} writers, random commit order: {scattered['changes']:,}"
            f" changes, {lost} lost, {ghosts} ghosts (goal 12: 0: {verdict})"
        )
    return "\n".join(lines) + "\n"
