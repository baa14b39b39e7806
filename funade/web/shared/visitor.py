"""Who opens a public page: a stranger, or a member whose own things it may show."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme


def member_id(request: HttpRequest) -> int | None:
    """The signed-in physician's id; None for strangers and for staff. No query for strangers."""
    user = request.user
    if not user.is_authenticated or not getattr(user, "is_physician", False):
        return None
    return int(user.pk)


def for_one_reader(response: HttpResponse) -> HttpResponse:
    """The response, kept by no cache and no Back button (STEALTH S-19, S-21)."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where a form asked to return to, if that is an address of this site."""
    asked = request.POST.get("next", "")
    same_site = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if same_site else otherwise
