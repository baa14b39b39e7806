"""Nothing private opens with a password alone.

`AccountAdapter.login`, the one door through which every way of signing in goes, marks a session
whose owner has no second factor. Until one is set up, such a session is a stranger's on public
pages, and every other page leads to the set-up. Sessions without the mark cost no query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from funade.web.shared.access import is_public

MARK: Final = "needs-second-factor"
_FACTORS: Final = ("totp", "webauthn")
_OPEN: Final = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "factor-first",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)
"""What a marked session may use: names of URLs."""

type View = Callable[..., HttpResponseBase]


def has_second_factor(user: Any) -> bool:
    """Whether signing in asks for more than a password."""
    return bool(is_mfa_enabled(user, _FACTORS))


class second_factor_first:  # noqa: N801  (settings read like the function-shaped ones)
    """Middleware; see above."""

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Leads a marked session to the set-up."""
        if not request.session.get(MARK) or not request.user.is_authenticated:
            return None
        if has_second_factor(request.user):
            del request.session[MARK]
            return None
        match = request.resolver_match
        if match and match.url_name in _OPEN:
            return None
        if is_public(view):
            request.user = AnonymousUser()
            return None
        return HttpResponseRedirect(reverse("factor-first"))
