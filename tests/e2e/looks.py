"""`@every_look`: one browser test, three widths, two colour schemes."""

from __future__ import annotations

import pytest

from tests.e2e.browser import LOOKS

every_look = pytest.mark.parametrize("look", LOOKS, ids=str)
