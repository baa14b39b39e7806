"""Default deny: every view asks for a login unless it is marked here (DESIGN §5 rule 7)."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

FRESH_S: Final = 300
"""How long a sign-in counts for what is dangerous."""

# Where allauth notes how and when somebody signed in; read here so that portals need not know it.
_RECORDS: Final = "account_authentication_methods"
_RECORDS_OF: Final = "account_authentication_methods_user"
_OWN_FACTORS: Final = frozenset({"password", "mfa"})


def public_view[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """Opens `view` to strangers. On a class: `@method_decorator(public_view, name="dispatch")`."""
    return login_not_required(view)


def is_public(view: Callable[..., HttpResponseBase]) -> bool:
    """Whether strangers may call `view`; used by the permission matrix."""
    return not getattr(view, "login_required", True)


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether the person has shown a passkey, password or code in the last five minutes."""
    if request.session.get(_RECORDS_OF) != str(request.user.pk):
        return False
    records = request.session.get(_RECORDS) or []
    times = [record["at"] for record in records if record.get("method") in _OWN_FACTORS]
    return bool(times) and 0 <= time.time() - max(times) < FRESH_S


def note_sign_in(request: HttpRequest, at: float) -> None:
    """Write down, as allauth does, that the person has just shown who they are."""
    request.session[_RECORDS] = [{"method": "password", "at": at}]
    request.session[_RECORDS_OF] = str(request.user.pk)


def fresh_sign_in[**P](
    view: Callable[P, HttpResponseBase],
) -> Callable[P, HttpResponseBase]:
    """Asks to sign in again before `view` unless that was a moment ago; then leads back to it.

    For what cannot be undone or opens everything: address, factors, export, deletion. The form
    itself must be behind it, not only its submission, so that nothing typed is lost.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request: Any = args[0]
        if signed_in_lately(request):
            return view(*args, **kwargs)
        back = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{back}")

    return guarded
