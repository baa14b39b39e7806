"""The test behind `funade bench timing`, against values worked out by hand."""

import subprocess
import sys

import pytest

from funade.bench import timing


def test_mann_whitney_without_ties() -> None:
    assert timing.mann_whitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]) == pytest.approx(
        0.01219, abs=1e-5
    )


def test_mann_whitney_with_ties() -> None:
    assert timing.mann_whitney([1, 2, 2, 3], [2, 3, 4, 4]) == pytest.approx(0.13417, abs=1e-4)


def test_mann_whitney_of_equals() -> None:
    assert timing.mann_whitney([1, 1], [1, 1]) == 1.0


def test_a_difference_of_a_tenth_is_found() -> None:
    slower = [each + 0.5 for each in range(500)]
    assert timing.mann_whitney([it * 0.9 for it in slower], slower) < timing.DISTINGUISHABLE


def test_every_path_has_a_walk() -> None:
    code = "from funade.bench.doors import WALKS; print(list(WALKS))"
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == str(list(timing.PATHS))
