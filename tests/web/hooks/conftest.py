"""Tests of these pages begin without an index and without searches in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from funade.apps.careers import following
from funade.apps.catalog import index


@pytest.fixture(autouse=True)
def own_memory(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.FUNADE_DATA_DIR = tmp_path
    index.forget()
    following.forget()
    yield
    index.forget()
    following.forget()
