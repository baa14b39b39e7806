"""The figures of `funade bench percolate` as Markdown, with the goals beside them."""

from typing import Any, Final

from funade.bench.report import Goal, table

_GOALS: Final = ((1, 20), (2, 60), (3, 300))
"""PERFORMANCE §8, goal 9: step, and how many times less CPU than PostgreSQL."""


def goals(figures: dict[str, Any]) -> list[tuple[str, Goal]]:
    """Goal 9 at each step, by the name of the step."""
    name, ratio = "9: percolation, PostgreSQL GIN / Funade", figures["ratio"]
    return [
        (f"step {step}", Goal(name, limit, ratio, more_is_better=True)) for step, limit in _GOALS
    ]


def text(figures: dict[str, Any]) -> str:
    """The report of `funade bench percolate`."""
    head = (
        f"## Percolation: {figures['postings']} postings, each against"
        f" {figures['searches']:,} saved searches"
    )
    rows: list[tuple[object, ...]] = [_row("Funade", figures, "", 1.0, 1.0)]
    lines = [head, "", "CPU ms per posting, both engines in turn, 20 postings at a time.", ""]
    if "ratio" in figures:
        rows.append(
            _row("PostgreSQL", figures, "postgresql_", figures["ratio"], figures["ratio_mean"])
        )
    lines += table(("engine", "p50", "p99", "mean", "ratio p50", "ratio mean"), rows)
    if "ratio" not in figures:
        return "\n".join(lines) + "\n"
    lines += [
        "",
        _words(figures),
        "",
        *table(
            ("goal", "step", "limit", "measured", ""),
            [
                (goal.name, step, f"≥ {goal.limit:g}", float(goal.measured),
                 "ok" if goal.met else "**missed**")
                for step, goal in goals(figures)
            ],
        ),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _words(figures: dict[str, Any]) -> str:
    wrong = figures["wrong"]
    return (
        f"Matches: {figures['matches']} (median). Median of the ratios posting by posting:"
        f" {figures['ratio_per_posting']:.0f}. Answered differently: {len(wrong)} of"
        f" {figures['compared']}{f' {wrong}' if wrong else ''}. Building the table:"
        f" {figures['build_s']:.0f} s CPU."
    )


def _row(
    name: str, figures: dict[str, Any], prefix: str, ratio: float, ratio_mean: float
) -> tuple[object, ...]:
    costs = (float(figures[f"{prefix}{key}"]) for key in ("p50", "p99", "mean"))
    return (name, *costs, ratio, ratio_mean)
