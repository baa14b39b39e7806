"""LINE Login: connects to an existing account; without settings every page here is a 404."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.connect import disconnect
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.line.views import oauth2_callback
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from funade.web.entrance.limits import too_often
from funade.web.entrance.opening import door, front_door
from funade.web.shared.access import fresh_sign_in


@front_door
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Off to LINE, to come back signed in."""
    provider = _provider(request)
    if refusal := too_often(request, "code", "line"):
        return refusal
    away: HttpResponse = provider.redirect(request, process="login")
    return away


@door
@fresh_sign_in
def connect(request: HttpRequest) -> HttpResponse:
    """Off to LINE, to come back connected."""
    provider = _provider(request)
    if request.method != "POST":
        return render(request, "entrance/line-connect.html")
    away: HttpResponse = provider.redirect(request, process="connect")
    return away


@front_door
def back(request: HttpRequest) -> HttpResponse:
    """Where LINE sends people back to.

    The standard has it a GET, and signing in writes; so the GET only shows a button.
    """
    _provider(request)
    if request.method != "POST":
        return render(request, "entrance/line-back.html", {"query": request.GET.urlencode()})
    answer: HttpResponse = oauth2_callback(request)
    return answer


@door
@fresh_sign_in
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Ends the connection."""
    account = get_object_or_404(SocialAccount, user_id=request.user.pk, provider="line")
    disconnect(request, account)
    return redirect("mfa_index")


@front_door
def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody changed their mind at LINE's."""
    return redirect(reverse("account_login"))


def _provider(request: HttpRequest) -> OAuth2Provider:
    """Raises Http404 where LINE Login is not set up."""
    if not settings.FUNADE_LINE_LOGIN_ID:
        raise Http404
    return get_adapter(request).get_provider(request, provider="line")
