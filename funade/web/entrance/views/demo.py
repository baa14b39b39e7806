"""The demo's own page: enter as one of its people, read its mail, let something new appear.

Only a demo has it (`FUNADE_DEMO`). Entering asks for nothing, because everything in it is made up;
the people's password is shown for unlocking the screen.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.accounts.queries import user_of_address
from funade.apps.catalog.actions.demo import store_demo
from funade.core.demo import generate
from funade.core.kernel.actor import DEMO
from funade.core.kernel.calendar import JST
from funade.web.shared.access import note_sign_in, public_view

NEW_POSTINGS: Final = 400
NEW_IN: Final = "13"
"""Of so many invented postings those in Tokyo appear: where the demo's physician looks."""
PASSWORD: Final = "funade-demo-only"  # noqa: S105  (as `funade demo prepare` made it)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom a visitor can be."""

    code: str
    email: str
    name: str
    about: str
    first_page: str


PERSONAS: Final = (
    Persona(
        "physician",
        "physician@demo.example",
        "見本の医師として入る",
        "保存したもの、条件、保存した条件が少し入っています。",
        "member-home",
    ),
    Persona(
        "office",
        "office@demo.example",
        "見本の運営担当として入る",
        "免許の確認、送信の状況、組織の方々を見られます。",
        "teams",
    ),
)


def demo_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open to everybody where the site is a demo; 404 where it is not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.FUNADE_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return public_view(guarded)


@demo_only
@require_safe
def demo_page(request: HttpRequest) -> HttpResponse:
    """What can be tried."""
    context = {"personas": PERSONAS, "password": PASSWORD}
    return render(request, "entrance/demo.html", context)


@demo_only
@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in as one of the demo's people."""
    persona = next((it for it in PERSONAS if it.code == code), None)
    user = user_of_address(persona.email) if persona else None
    if persona is None or user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    note_sign_in(request, time.time())
    return redirect(persona.first_page)


@demo_only
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """A few more made-up postings, so that alerts can be seen to come."""
    now = timezone.now()
    on = now.astimezone(JST).date()
    invented = generate(seed=secrets.randbelow(10**6), on=on, postings=NEW_POSTINGS)
    batch = [it for it in invented if it.facility.prefecture == NEW_IN]
    store_demo(actor=DEMO, batch=batch, on=on, now=now)
    return redirect("demo")
