"""Signing in: a passkey, or a password and a code; signing out; showing again who one is."""

from __future__ import annotations

from typing import Any

from allauth.account.views import AccountInactiveView, LoginView, LogoutView, ReauthenticateView
from allauth.core.internal.ratelimit import consume
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as FactorReauthenticateView
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from funade.web.entrance.limits import refusal
from funade.web.entrance.opening import door, front_door
from funade.web.shared.throttling import View


class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """Passkey first; below it address and password."""

    template_name = "entrance/login.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Too many tries are the 429 page, whoever's address it is."""
        if form.refused:
            return refusal(self.request)
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With LINE only where it is set up."""
        return {**super().get_context_data(**kwargs), "line": bool(settings.FUNADE_LINE_LOGIN_ID)}


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """GET tells the browser what to sign, the same for everybody; POST signs in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Options that name no credential and no account."""
        return JsonResponse({"request_options": begin_authentication(user=None)})


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    """After a right password."""

    template_name = "entrance/second-factor.html"


def _counted(view: View) -> View:
    """Guesses of a second factor are counted by network too."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not consume(request, app="allauth.account", action="login"):
            return refusal(request)
        return view(request, *args, **kwargs)

    return guarded


login = front_door(SignIn.as_view())
login_by_passkey = front_door(PasskeySignIn.as_view())
second_factor = front_door(_counted(SecondFactor.as_view()))
logout = front_door(LogoutView.as_view(template_name="entrance/logout.html"))
inactive = front_door(AccountInactiveView.as_view(template_name="entrance/inactive.html"))
again = door(ReauthenticateView.as_view(template_name="entrance/again-password.html"))
again_by_code = door(FactorReauthenticateView.as_view(template_name="entrance/again-code.html"))
again_by_passkey = door(
    ReauthenticateWebAuthnView.as_view(template_name="entrance/again-passkey.html")
)
