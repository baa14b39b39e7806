from __future__ import annotations

import pytest

from tests.apps.outbox.bench import Bench


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Handlers of the test's own; ``test.do`` succeeds."""
    made = Bench()
    made.install(monkeypatch)
    made.handle("test.do")
    return made
