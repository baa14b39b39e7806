"""Which handlers and schedules the installed apps offer.

Looked up when first asked for: handlers stand above the outbox, so it must not import them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule

from funade.apps.outbox.handling import Handler, Schedule


@cache
def handlers() -> Mapping[str, Handler]:
    """Every handler by the kind of its jobs."""
    return _collect(
        (kind, handler)
        for module in _modules()
        for kind, handler in getattr(module, "HANDLERS", {}).items()
    )


@cache
def schedules() -> Mapping[str, Schedule]:
    """Every schedule by its name."""
    return _collect(
        (schedule.name, schedule)
        for module in _modules()
        for schedule in getattr(module, "SCHEDULES", ())
    )


@cache
def urgent_kinds() -> frozenset[str]:
    """The kinds whose jobs go before all others."""
    return frozenset(kind for kind, handler in handlers().items() if handler.urgent)


def _modules() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "handlers"):
            yield import_module(f"{app.name}.handlers")


def _collect[Value](pairs: Iterator[tuple[str, Value]]) -> dict[str, Value]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ImproperlyConfigured(f"two apps offer {name!r} to the outbox")
        found[name] = value
    return found
