"""Whether the person at the keyboard has just proved who they are.

allauth writes down in the session when and how somebody signed in or confirmed it. Only the
entrance imports allauth, so its note is read here by name; a note in another shape counts as none.
"""

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

FRESH_FOR: Final = timedelta(minutes=5)
RECORDS: Final = "account_authentication_methods"


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether the last proof is younger than `FRESH_FOR`."""
    try:
        proved = max(float(record["at"]) for record in request.session[RECORDS])
    except (KeyError, TypeError, ValueError):
        return False
    return now.timestamp() - proved < FRESH_FOR.total_seconds()


def confirm_first(back_to: str) -> HttpResponseRedirect:
    """To the page that asks for the proof, and back to a page of ours."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back_to})}")
