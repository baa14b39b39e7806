"""`funade bench search`: everything about one size of market, in one run."""

import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from funade.bench import parts, percolation, prepare, race
from funade.bench.figures import summary
from funade.bench.queries import searches
from funade.bench.race import FUNADE, Race, Tell

type Figures = dict[str, Any]
"""What a run has measured, ready for JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure, and for how long."""

    root: Path
    openings: int = 1_000_000
    queries: int = 200
    passes: int = 3
    against: Sequence[str] = prepare.COMPETITORS
    budget: float = 600
    """Wall seconds each competitor may use for searches."""
    saved: int = percolation.SEARCHES
    """Saved searches; 0 leaves percolation out."""


def measure(plan: Plan, tell: Tell) -> Figures:
    """Run the plan. The first time, building the data takes minutes."""
    tell(f"{plan.openings:,} openings: building what is missing")
    home = prepare.prepared(plan.root, plan.openings, plan.against)
    asked, index = searches(plan.queries), parts.opened(home)
    with prepare.opened(home, plan.against) as competitors:
        found = race.run(
            index, asked, competitors, passes=plan.passes, budget=plan.budget, tell=tell
        )
    tell("the engine alone")
    return {
        "openings": sum(columns.rows for columns in _columns(index)),
        "queries": plan.queries,
        "passes": plan.passes,
        "versions": versions(),
        "built": prepare.notes(home),
        "index_bytes": prepare.size(home / "index"),
        "race": {"every": found.every, "laps": [asdict(lap) for lap in found.laps]},
        "cpu": _by_engine(found),
        "tight": summary([cost.cpu for cost in race.tight(index, asked, plan.passes + 2)]),
        "counting": parts.counting(index),
        "multi_select": parts.multi_select(index, asked),
        "first_use": summary(parts.first_uses(home)),
        "folding": parts.folding(home, plan.openings),
        "fresh": parts.fresh_starts(home),
        "percolation": _percolation(plan, tell),
    }


def _columns(index: Any) -> list[Any]:
    return [part.columns for part in index.main.parts.values()]


def _by_engine(found: Race) -> dict[str, dict[str, float]]:
    return {
        name: summary([lap.cpu[name] for lap in found.laps if name in lap.cpu])
        for name in (FUNADE, *found.every)
    }


def _percolation(plan: Plan, tell: Tell) -> Figures:
    if not plan.saved:
        return {}
    tell(f"percolation: {plan.saved:,} saved searches")
    return percolation.measure(plan.root, plan.saved, compare="postgresql" in plan.against)


def versions() -> dict[str, str]:
    """What the figures depend on, besides the machine."""
    return {
        "Python": platform.python_version(),
        "NumPy": np.__version__,
        "SQLite": sqlite3.sqlite_version,
        "machine": f"{platform.machine()}, {_processor()}",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown processor"
