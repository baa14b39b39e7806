"""Default deny: every view asks for a login unless it is marked here (DESIGN §5 rule 7)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http.response import HttpResponseBase


def public_view[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """Opens `view` to strangers. On a class: `@method_decorator(public_view, name="dispatch")`."""
    return login_not_required(view)


def is_public(view: Callable[..., HttpResponseBase]) -> bool:
    """Whether strangers may call `view`; used by the permission matrix."""
    return not getattr(view, "login_required", True)
