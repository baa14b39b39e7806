"""Walks the resolver, so that a test about "every URL" cannot forget one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One URL pattern without its leading slash, and the view behind it."""

    pattern: str
    view: Callable[..., HttpResponseBase]


def all_routes() -> list[Route]:
    """Every route of the program, in the order of urls.py."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield Route(pattern, entry.callback)
        else:
            yield from _walk(entry, pattern)
