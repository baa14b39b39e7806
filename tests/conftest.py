"""What holds for every test: no network, one PostgreSQL server per run when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests import network, postgres

pytest_plugins = ("tests.peers.fixtures",)

_E2E = Path(__file__).parent / "e2e"
# How long an example takes says something about the machine, not about the code.
settings.register_profile("funade", deadline=None)
settings.load_profile("funade")

_stop_postgres = pytest.StashKey[Callable[[], None]]()


def pytest_configure(config: pytest.Config) -> None:
    network.forbid()
    is_xdist_worker = hasattr(config, "workerinput")
    if postgres.wanted() and not is_xdist_worker:
        config.stash[_stop_postgres] = postgres.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    stop = config.stash.get(_stop_postgres, None)
    if stop is not None:
        stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _E2E in item.path.parents:
            item.add_marker("e2e")
