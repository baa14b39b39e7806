"""The figures of a run as Markdown tables, with the goals of step 1 beside them."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from funade.bench.figures import mean, median, percentile
from funade.bench.queries import MIX
from funade.bench.race import FUNADE
from funade.bench.searching import Figures

_METHOD: Final = (
    "CPU ms per search, all engines in turn, one thread each. Funade: median of the passes; the "
    "others: best statement. Ratios compare the same searches."
)
LARGE: Final = 1_000_000
SMALL: Final = 60_000


class Goal(NamedTuple):
    """A goal of PERFORMANCE §8 (step 1) and what was measured."""

    name: str
    limit: float
    measured: float
    more_is_better: bool = False

    @property
    def met(self) -> bool:
        """Whether it is held."""
        return (self.measured >= self.limit) is self.more_is_better or self.measured == self.limit


def of_search(figures: Figures) -> str:
    """The report of `funade bench search`."""
    openings = f"{figures['openings']:,}"
    size = [
        f"## Search: {openings} openings, {figures['queries']} searches",
        "",
        _METHOD,
        "",
    ]
    sections = [
        [*size, *_engines(figures)],
        ["### Median CPU ms by class, and the median ratio", "", *_classes(figures)],
        ["### Goals of step 1", "", *_goals(goals(figures))],
        ["### Parts", "", *_parts(figures)],
        ["### Answers that differ (Funade / the other)", "", *_wrong(figures)],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A Markdown table; floats get three significant digits."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return [*lines, *(f"| {' | '.join(map(_shown, row))} |" for row in rows)]


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _laps(figures: Figures, name: str) -> list[dict[str, Any]]:
    return [lap for lap in figures["race"]["laps"] if name in lap["cpu"]]


def _ratios(laps: Iterable[dict[str, Any]], name: str) -> list[float]:
    return [lap["cpu"][name] / lap["cpu"][FUNADE] for lap in laps]


def _engines(figures: Figures) -> list[str]:
    rows = []
    for name, cpu in figures["cpu"].items():
        laps = _laps(figures, name)
        ours = [lap["cpu"][FUNADE] for lap in laps]
        rows.append(
            (
                name,
                len(laps),
                *cpu.values(),
                cpu["p50"] / median(ours),
                cpu["p99"] / percentile(ours, 99),
                cpu["mean"] / mean(ours),
                median(_ratios(laps, name)),
                sum(name in lap["wrong"] for lap in laps) if name != FUNADE else "-",
            )
        )
    head = (
        "engine", "searches", "p50", "p90", "p99", "mean", "ratio p50", "p99", "mean", "per search",
        "differ",
    )  # fmt: skip
    return table(head, rows)


def _classes(figures: Figures) -> list[str]:
    others = list(figures["race"]["every"])
    rows = []
    for kind in MIX:
        laps = [lap for lap in figures["race"]["laps"] if lap["kind"] == kind]
        row: list[object] = [kind, len(laps), median([lap["openings"] for lap in laps])]
        row.append(median([lap["cpu"][FUNADE] for lap in laps]))
        for name in others:
            run = [lap for lap in laps if name in lap["cpu"]]
            row += [median([lap["cpu"][name] for lap in run]), median(_ratios(run, name))]
        rows.append(row)
    titles = [title for name in others for title in (name, "ratio")]
    return table(("class", "n", "matches", FUNADE, *titles), rows)


def goals(figures: Figures) -> list[Goal]:
    """The goals this run can judge; those of another size are left out."""
    tight, first = figures["tight"], figures["fresh"]
    small = figures["openings"] < LARGE // 2
    limits, number = ((0.6, 4.0), 5) if small else ((6.0, 40.0), 4)
    found = [
        Goal(f"{number}: tight loop p50, ms", limits[0], tight["p50"]),
        Goal(f"{number}: tight loop p99, ms", limits[1], tight["p99"]),
    ]
    if small:
        return found
    counting = figures["counting"]
    return [
        *_against_postgresql(figures),
        *found,
        Goal("6: dense counting / stream", 4, counting["count_ms"] / counting["stream_ms"]),
        Goal("7: multi-select / plain", 1.6, figures["multi_select"]["ratio"]),
        Goal("8: first use of a term p99, ms", 120, figures["first_use"]["p99"]),
        *_percolation_goal(figures),
        Goal("13: start → first answer, s", 2, first["first_answer_s"]),
        Goal("13: private memory per process, MB", 150, first["private_mb"]),
        Goal("14: wrong answers", 0, sum(bool(lap["wrong"]) for lap in figures["race"]["laps"])),
    ]


def _against_postgresql(figures: Figures) -> list[Goal]:
    cpu, name = figures["cpu"], "PostgreSQL"
    if name not in cpu:
        return []
    ours = [lap["cpu"][FUNADE] for lap in _laps(figures, name)]
    return [
        Goal(
            "1: PostgreSQL / Funade p50", 10, cpu[name]["p50"] / median(ours), more_is_better=True
        ),
        Goal(
            "1: PostgreSQL / Funade mean", 30, cpu[name]["mean"] / mean(ours), more_is_better=True
        ),
    ]


def _percolation_goal(figures: Figures) -> list[Goal]:
    if "ratio" not in figures["percolation"]:
        return []
    ratio = figures["percolation"]["ratio"]
    return [Goal("9: percolation, PostgreSQL GIN / Funade", 20, ratio, more_is_better=True)]


def _goals(found: Iterable[Goal]) -> list[str]:
    rows = [
        (goal.name, f"{'≥' if goal.more_is_better else '≤'} {goal.limit:g}", float(goal.measured),
         "ok" if goal.met else "**missed**")
        for goal in found
    ]  # fmt: skip
    return table(("goal", "step 1", "measured", ""), rows)


def _parts(figures: Figures) -> list[str]:
    counting, multi, fold = figures["counting"], figures["multi_select"], figures["folding"]
    fresh = figures["fresh"]
    rows: list[tuple[object, ...]] = [
        ("counting all facets, half of all rows", f"{counting['count_ms']:.1f} ms"),
        (f"AND + popcount of the same {counting['megabytes']:.0f} MB",
         f"{counting['stream_ms']:.1f} ms"),
        ("multi-select facets: total CPU with / without", f"{multi['ratio']:.2f}"),
        ("first use of a term, p50 / p99",
         f"{figures['first_use']['p50']:.1f} / {figures['first_use']['p99']:.1f} ms"),
        ("fold 1 change / first search after",
         f"{fold['fold_1_ms']:.1f} / {fold['search_after_1_ms']:.1f} ms"),
        ("fold 2,000 changes / first search after",
         f"{fold['fold_2000_ms']:,.0f} / {fold['search_after_2000_ms']:.1f} ms"),
        ("process start → first answer", f"{fresh['first_answer_s']:.2f} s wall"),
        ("memory of such a process: resident / private",
         f"{fresh['resident_mb']:.0f} / {fresh['private_mb']:.0f} MB"),
        ("snapshot (mapped, shared)", f"{figures['index_bytes'] / 1e6:,.0f} MB"),
    ]  # fmt: skip
    rows += [
        (f"build: {name}", f"{built['cpu_s']:.0f} s CPU, {built['bytes'] / 1e6:,.0f} MB")
        for name, built in figures["built"].items()
    ]
    return table(("part", "measured"), [*rows, *_percolation(figures["percolation"])])


def _percolation(found: Figures) -> list[tuple[object, ...]]:
    if not found:
        return []
    rows: list[tuple[object, ...]] = [
        (f"a posting against {found['searches']:,} saved searches, p50 / p99",
         f"{found['p50']:.2f} / {found['p99']:.2f} ms; {found['matches']} matches"),
    ]  # fmt: skip
    if "ratio" in found:
        rows += [
            ("the same in PostgreSQL, p50 / p99",
             f"{found['postgresql_p50']:.1f} / {found['postgresql_p99']:.1f} ms"),
            ("postings answered differently",
             f"{len(found['wrong'])} of {found['compared']} {found['wrong'] or ''}"),
        ]  # fmt: skip
    return rows


def _wrong(figures: Figures) -> list[str]:
    wrong = [
        f"- {name}: `?{lap['url']}` {text}"
        for lap in figures["race"]["laps"]
        for name, text in lap["wrong"].items()
    ]
    compared = {name: len(_laps(figures, name)) for name in figures["race"]["every"]}
    said = ", ".join(f"{name} {n} searches" for name, n in compared.items()) or "nothing"
    return wrong or [f"None. Compared with: {said}."]
