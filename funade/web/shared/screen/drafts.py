"""Reading what a browser hands over of an open form (STEALTH S-18: drafts survive an exit)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest

from funade.apps.accounts.actions.screen import DraftContent

SIZE_MOST: Final = 32_000
"""Characters of JSON. A browser sends at most 64 KiB while a page is being left."""
_FIELDS_MOST: Final = 200
_TITLE_MOST: Final = 100
_PATH: Final = re.compile(r"/(?!/)[\w./%~-]*", re.ASCII)
_SECRET: Final = re.compile(r"passw|secret|token|otp|code|credential|csrf", re.IGNORECASE)
"""Names of fields that are never kept, whatever the browser sends."""


def handed_over(text: str) -> DraftContent | None:
    """The draft in the JSON that screen.js sends; None for nothing, nonsense or too much."""
    if not text or len(text) > SIZE_MOST:
        return None
    try:
        raw = json.loads(text)
        return _content(str(raw["path"]), str(raw["title"]), raw["fields"])
    except (ValueError, KeyError, TypeError):
        return None


def refused_form(request: HttpRequest, title: str) -> DraftContent | None:
    """The draft in a form that arrived after its screen had locked."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    if sum(len(name) + len(value) for name, value in fields) > SIZE_MOST:
        return None
    return _content(request.path, title, fields)


def _content(path: str, title: str, fields: Iterable[Any]) -> DraftContent | None:
    kept = [
        (name, value)
        for name, value in fields
        if isinstance(name, str) and isinstance(value, str) and not _SECRET.search(name)
    ]
    written = any(value.strip() for _, value in kept)
    if not written or len(kept) > _FIELDS_MOST or not _PATH.fullmatch(path):
        return None
    return DraftContent(path, title[:_TITLE_MOST], kept)
