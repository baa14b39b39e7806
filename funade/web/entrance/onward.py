"""Where somebody was going when they had to sign up first: to an invitation, as a rule.

Kept in the session, because signing up takes several pages, and only if it is a path of this site.
"""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import reverse

_KEY: Final = "onward"
_LONGEST: Final = 500


def asked(request: HttpRequest) -> str:
    """The path in ``next``; empty when there is none or it leads elsewhere."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = len(wanted) <= _LONGEST and get_adapter().is_safe_url(wanted)
    return wanted if safe else ""


def remember(request: HttpRequest) -> None:
    """Keep it until the account is open; a new attempt replaces what an old one kept."""
    request.session[_KEY] = asked(request)


def target(request: HttpRequest) -> str:
    """Where to go on to."""
    return str(request.session.get(_KEY) or reverse("member-home"))


def forget(request: HttpRequest) -> None:
    """It has been reached."""
    request.session.pop(_KEY, None)
