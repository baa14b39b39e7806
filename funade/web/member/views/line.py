"""LINE: connect and disconnect."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.notices.actions.line import prepare_link, unlink
from funade.apps.notices.channels.line import links
from funade.core.kernel.actor import Actor
from funade.web.shared.fresh import confirm_first, is_fresh


@require_safe
def line_page(request: HttpRequest) -> HttpResponse:
    """Whether LINE is connected, and the one step that is next."""
    token = _link_token(request.GET.get("linkToken", ""))
    context = {
        "configured": links.is_configured(),
        "friend_url": links.friend_url(),
        "link": links.link_of(_member(request)),
        "link_token": token,
    }
    return render(request, "member/line.html", context)


@require_POST
def line_start(request: HttpRequest) -> HttpResponse:
    """Make the secret, and show the way into LINE's own dialog.

    A link instead of a redirect: our CSP lets no form lead to another site.
    """
    token = _link_token(request.POST.get("linkToken", ""))
    if not token or not links.is_configured():
        return redirect("member-line")
    now = timezone.now()
    if not is_fresh(request, now):
        return confirm_first(f"{reverse('member-line')}?{urlencode({'linkToken': token})}")
    nonce = prepare_link(actor=_actor(request), user_id=_member(request), now=now)
    return render(request, "member/line-go.html", {"url": links.dialog_url(token, nonce)})


@require_POST
def line_stop(request: HttpRequest) -> HttpResponse:
    """Forget the member's LINE account."""
    unlink(actor=_actor(request), user_id=_member(request))
    return redirect("member-line")


def _link_token(text: str) -> str:
    return text if links.is_link_token(text) else ""


def _member(request: HttpRequest) -> int:
    return int(request.user.pk or 0)  # login is required by the middleware


def _actor(request: HttpRequest) -> Actor:
    return Actor("user", str(request.user.pk))
