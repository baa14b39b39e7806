"""Tests of public pages begin with an empty index of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from funade.apps.catalog import index


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.FUNADE_DATA_DIR = tmp_path
    settings.FUNADE_LIMITS = {"search": (60, 0)}  # a test suite is a flood
    index.forget()
    yield
    index.forget()
