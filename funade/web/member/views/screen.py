"""The member's own choices about the shared screen, and what was half written on it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funade.apps.accounts.actions.screen import choose_screen, drop_draft, purge_drafts
from funade.apps.accounts.queries import drafts_of
from funade.core.privacy.exits import EXITS, exit_of
from funade.web.shared.screen.guard import screen_actor

MINUTES: Final = (1, 3, 5, 10, 15, 30)
"""Offered instead of a free number: nobody has to think about it."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the form says, checked."""

    lock_minutes: int
    exit_to: str


@require_http_methods(["GET", "HEAD", "POST"])
def lock_page(request: HttpRequest) -> HttpResponse:
    """Until when it stays open, and where 「離れる」 leads."""
    return _choosing(request, "member/lock.html", "member-lock")


@require_http_methods(["GET", "HEAD", "POST"])
def leaving_page(request: HttpRequest) -> HttpResponse:
    """The interruption page: what 「離れる」 does and what it cannot do, before its first use."""
    return _choosing(request, "member/leaving.html", "member-home")


def _choosing(request: HttpRequest, template: str, after: str) -> HttpResponse:
    member: Any = request.user
    choice = _parsed(request)
    if choice:
        choose_screen(
            actor=screen_actor(request),
            user_id=member.pk,
            lock_minutes=choice.lock_minutes,
            exit_to=choice.exit_to,
        )
        return redirect(f"{reverse(after)}?saved=1")
    is_wrong = request.method == "POST"
    context = {
        "exits": EXITS,
        "minutes": sorted({*MINUTES, member.lock_minutes}),
        "exit_to": exit_of(member.exit_to).code,
        "lock_minutes": member.lock_minutes,
        "is_wrong": is_wrong,
        "is_saved": "saved" in request.GET,
    }
    return render(request, template, context, status=422 if is_wrong else 200)


def _parsed(request: HttpRequest) -> _Choice | None:
    """The form's choice; None when there is none or it is not one of ours."""
    minutes, exit_to = request.POST.get("lock_minutes", ""), request.POST.get("exit_to", "")
    if minutes not in map(str, MINUTES) or exit_to not in {it.code for it in EXITS}:
        return None
    return _Choice(int(minutes), exit_to)


@require_http_methods(["GET", "HEAD", "POST"])
def drafts_page(request: HttpRequest) -> HttpResponse:
    """What was half written when the member left: to go on with, to copy, or to drop."""
    member: Any = request.user
    if request.method == "POST":
        asked, actor = request.POST.get("drop", ""), screen_actor(request)
        if asked.isascii() and asked.isdigit() and len(asked) < 19:
            drop_draft(actor=actor, user_id=member.pk, draft_id=int(asked))
        purge_drafts(actor=actor, now=timezone.now())
        return redirect("member-drafts")
    return render(request, "member/drafts.html", {"drafts": drafts_of(member.pk)})
