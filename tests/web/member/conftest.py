"""Member pages that look at postings begin with an empty index of their own."""

from __future__ import annotations

from tests.web.public.conftest import own_index

__all__ = ["own_index"]
