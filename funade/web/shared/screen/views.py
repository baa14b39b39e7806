"""Leaving at once, and coming back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from funade.apps.accounts.actions.screen import keep_draft, lock_screen
from funade.apps.accounts.queries import drafts_of
from funade.core.privacy.exits import exit_of
from funade.web.shared.access import public_view
from funade.web.shared.screen.drafts import handed_over
from funade.web.shared.screen.guard import FORGET, is_locked, screen_actor

_OURS = frozenset({"same-origin", ""})


@public_view
@csrf_exempt  # an old page must still be able to lock; somebody else's page gets no cookie (Lax)
@require_http_methods(["GET", "HEAD", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """「離れる」: locks the session, keeps the draft, and leads away (STEALTH S-18).

    A browser with JavaScript is already elsewhere and wants no page. Without it, a blank page of
    ours leads on: the CSP's form-action forbids a redirect to another site after a form.
    """
    member: Any = request.user
    to = exit_of(member.exit_to).url if member.is_authenticated else ""
    ours = request.headers.get("Sec-Fetch-Site", "") in _OURS
    if request.method == "POST" and member.is_authenticated and ours:
        _leave(request, member.pk)
    if "by_script" in request.POST:
        response = HttpResponse(status=204)
    else:
        response = render(request, "shared/left.html", {"to": to})
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = FORGET
    return response


def _leave(request: HttpRequest, user_id: int) -> None:
    actor, now = screen_actor(request), timezone.now()
    lock_screen(actor=actor, session_key=str(request.session.session_key), now=now)
    content = handed_over(request.POST.get("draft", ""))
    if content:
        keep_draft(actor=actor, user_id=user_id, content=content, now=now)


@require_safe
def unlock_page(request: HttpRequest) -> HttpResponse:
    """A locked screen: nothing about anybody, and the ways back in."""
    back = request.GET.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = reverse("member-home")
    if not is_locked(request):
        member: Any = request.user
        return redirect(_with_draft(member.pk, back))
    here = f"{reverse('unlock')}?{urlencode({'next': back})}"
    return render(request, "shared/locked.html", {"query": urlencode({"next": here})})


def _with_draft(user_id: int, back: str) -> str:
    """The address to go back to; with what was half written there, if anything was."""
    path = urlsplit(back).path
    found = next((draft for draft in drafts_of(user_id) if draft.path == path), None)
    return f"{path}?{urlencode({'draft': found.id})}" if found else back


@require_safe
def present(request: HttpRequest) -> HttpResponse:
    """Somebody types or reads on a page that asks for nothing else. The guard notes it."""
    return HttpResponse(status=204)
