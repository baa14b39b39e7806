"""Where one is signed in, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from funade.apps.accounts import queries
from funade.web.entrance.adapter import UNKNOWN_NETWORK
from funade.web.entrance.opening import door
from funade.web.shared.people import user_id_of

# The first that fits is the name; Edge says Chrome too, and Chrome says Safari.
_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One place."""

    device: str
    network: str
    since: datetime
    here: bool


@door
def sessions(request: HttpRequest) -> HttpResponse:
    """The list; POST ends all but this one."""
    if request.method == "POST":
        end_other_sessions(request, request.user)
        messages.success(request, "この端末のほかは、すべてログアウトしました。")
        return redirect("usersessions_list")
    places = _places(request)
    return render(request, "entrance/sessions.html", {"places": places})


def _places(request: HttpRequest) -> list[SignedIn]:
    """Those that still live, newest first. allauth's own list deletes the dead while reading."""
    rows = list(UserSession.objects.filter(user_id=request.user.pk).order_by("-created_at"))
    alive = queries.live_session_keys(user_id_of(request), timezone.now())
    return [
        SignedIn(
            device=device_of(row.user_agent),
            network=_network(row.ip),
            since=row.created_at,
            here=row.session_key == request.session.session_key,
        )
        for row in rows
        if row.session_key in alive
    ]


def device_of(user_agent: str) -> str:
    """`Chrome（Windows）`, as far as a user agent tells."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "ブラウザー")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser}（{system}）" if system else browser


def _network(ip: str) -> str:
    if ip == UNKNOWN_NETWORK:
        return "不明"
    return f"{ip.removesuffix('::')}:…" if ":" in ip else f"{ip.rpartition('.')[0]}.…"
