"""Small statistics and the clock that counts."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Spent:
    """Time spent, in milliseconds."""

    cpu: float
    wall: float


def spent[**P, T](work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, Spent]:
    """What the work returns, and its cost in this process."""
    return spent_beside(lambda: 0.0, work, *args, **kwargs)


def spent_beside[**P, T](
    other: Callable[[], float], work: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> tuple[T, Spent]:
    """The same with a helper process, whose CPU seconds ``other`` reads."""
    wall, cpu, helper = time.perf_counter(), time.process_time(), other()
    answer = work(*args, **kwargs)
    cpu, helper = time.process_time() - cpu, other() - helper
    return answer, Spent((cpu + helper) * 1e3, (time.perf_counter() - wall) * 1e3)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` percent do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[max(ceil(len(ordered) * share / 100) - 1, 0)] if ordered else 0.0


def median(values: Sequence[float]) -> float:
    """The 50th percentile."""
    return percentile(values, 50)


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; 0 for none."""
    return sum(values) / len(values) if values else 0.0


def summary(values: Sequence[float]) -> dict[str, float]:
    """p50, p90, p99 and mean."""
    found = {f"p{share}": percentile(values, share) for share in (50, 90, 99)}
    return {**found, "mean": mean(values)}
