"""The middleware that stands between a screen and what is private on it.

Per request: is the session locked, or has it been idle too long? Then nobody is signed in for the
public pages, and private ones lead to /unlock/. What is shown is never stored (STEALTH S-19,
S-20, S-21). The lock itself is in the database, so no browser can undo it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from funade.apps.accounts.actions.screen import (
    keep_draft,
    lock_screen,
    touch_screen,
    unlock_screen,
)
from funade.core.kernel.actor import Actor, user_actor
from funade.core.privacy.exits import exit_of
from funade.web.shared.access import is_public
from funade.web.shared.screen.drafts import refused_form
from funade.web.shared.screen.proof import last_proof

FORGET: Final = '"cache"'
"""Value of Clear-Site-Data: what the browser has cached, and the pages behind Back."""

# What a locked screen may still do as its owner: prove who it is, leave, or sign out.
_OPEN_WHILE_LOCKED: Final = frozenset(
    {
        "unlock",
        "quick-exit",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
    }
)
_LEFT: Final = "left"
"""A cookie that the page sets as it is left, for fifteen seconds: Back may be faster than the
request that locks."""

_TOUCH_EVERY: Final = timedelta(seconds=5)  # a page of many requests writes once


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page's frame needs to guard itself in the browser."""

    exit_url: str
    """"" for a blank page."""
    lock_seconds: int
    is_private: bool
    """Blurred when nobody looks at it."""


@dataclass(slots=True)
class _Passage:
    """What the guard learns about one request on its way in, for its way out."""

    is_private: bool = False
    """Whether the route is: true for a stranger who is sent to the login, too."""
    was_signed_in: bool = False
    is_locked: bool = False
    locks_now: bool = False
    is_masked: bool = False
    """A public page on a locked screen: its view sees a stranger."""
    screen: Screen | None = None


class ScreenGuard:
    """Stands between AuthenticationMiddleware and LoginRequiredMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Brings the lock up to date, answers, and says what may be kept of the answer."""
        passage = _Passage()
        request.passage = passage  # type: ignore[attr-defined]
        # No cookie, no session: strangers cost no query.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _look(request, passage, timezone.now())
        response = self._get_response(request)
        _forbid_keeping(request, response, passage)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponseBase | None:
        """Decides before the view runs; None lets it run."""
        passage: _Passage = request.passage  # type: ignore[attr-defined]
        passage.is_private = not is_public(view)
        if passage.screen:
            passage.screen = replace(passage.screen, is_private=passage.is_private)
        return _refuse(request, passage, timezone.now()) if passage.is_locked else None


def screen_of(request: HttpRequest) -> Screen | None:
    """How to guard the page that answers `request`; None when nobody is signed in on it."""
    passage: _Passage | None = getattr(request, "passage", None)
    return passage.screen if passage else None


def screen_actor(request: HttpRequest) -> Actor:
    """Who acts, when a member does something about their own screen."""
    return user_actor(int(request.user.pk or 0))


def is_locked(request: HttpRequest) -> bool:
    """Whether this session is locked, by an exit or by having been idle."""
    session: Any = request.session
    return session.locked_at is not None


def _look(request: HttpRequest, passage: _Passage, now: datetime) -> None:
    was_open = not is_locked(request)
    passage.was_signed_in = True
    passage.is_locked = _stays_locked(request, now)
    passage.locks_now = was_open and passage.is_locked
    if passage.is_locked:
        return
    _note_presence(request, now)
    member: Any = request.user
    passage.screen = Screen(exit_of(member.exit_to).url, member.lock_minutes * 60, is_private=False)


def _stays_locked(request: HttpRequest, now: datetime) -> bool:
    """Brings the lock up to date: locks what has been idle, opens what has a fresh proof."""
    session: Any = request.session
    member: Any = request.user
    key, actor = session.session_key, screen_actor(request)
    idle = timedelta(minutes=member.lock_minutes)
    has_left = _LEFT in request.COOKIES
    if session.locked_at is None and (has_left or now - (session.seen_at or now) > idle):
        session.locked_at = now
        lock_screen(actor=actor, session_key=key, now=now)
    if session.locked_at is None:
        return False
    proof = last_proof(session)
    if proof and unlock_screen(actor=actor, session_key=key, proof_at=proof, now=now):
        session.locked_at, session.seen_at = None, now
    return session.locked_at is not None


def _note_presence(request: HttpRequest, now: datetime) -> None:
    """What a page does by itself is no sign of a person (S-20): it says so in a header."""
    session: Any = request.session
    by_itself = "X-Background" in request.headers or "Sec-Purpose" in request.headers
    if not by_itself and now - (session.seen_at or now) > _TOUCH_EVERY:
        touch_screen(actor=screen_actor(request), session_key=session.session_key, now=now)


def _refuse(request: HttpRequest, passage: _Passage, now: datetime) -> HttpResponseBase | None:
    match = request.resolver_match
    if match and match.url_name in _OPEN_WHILE_LOCKED:
        return None
    if not passage.is_private:
        request.user = AnonymousUser()
        passage.is_masked = True
        return None
    back = request.get_full_path()
    if request.method == "POST":
        back = reverse("member-drafts") if _rescue(request, now) else reverse("home")
    return _answer_locked(request, f"{reverse('unlock')}?{urlencode({'next': back})}")


def _rescue(request: HttpRequest, now: datetime) -> bool:
    """Keeps the form that arrived too late; whether there was something to keep."""
    content = refused_form(request, "送れなかった入力")
    if content:
        member: Any = request.user
        keep_draft(actor=screen_actor(request), user_id=member.pk, content=content, now=now)
    return content is not None


def _answer_locked(request: HttpRequest, unlock: str) -> HttpResponse:
    if "X-Background" in request.headers:
        return HttpResponse(status=409)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": unlock})
    return HttpResponseRedirect(unlock)


def _forbid_keeping(request: HttpRequest, response: HttpResponseBase, passage: _Passage) -> None:
    """What a member sees is in no cache, no index, and behind no Back button."""
    if passage.is_private:
        response.headers["X-Robots-Tag"] = "noindex"
    if passage.is_private or passage.was_signed_in:
        response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    if passage.is_locked and _LEFT in request.COOKIES:
        response.delete_cookie(_LEFT, samesite="Strict")
    signed_out = passage.was_signed_in and not passage.is_masked and request.user.is_anonymous
    if passage.locks_now or signed_out:
        response.headers["Clear-Site-Data"] = FORGET
