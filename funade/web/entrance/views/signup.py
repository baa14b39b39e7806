"""Signing up in small steps: address, code, passkey (or a password and an app)."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.webauthn.stages import PasskeySignupStage
from allauth.mfa.webauthn.views import SignupWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from funade.apps.accounts.actions.people import AddressTakenError, open_account, set_password
from funade.apps.accounts.queries import user_of_address
from funade.core.kernel.actor import ENTRANCE, user_actor
from funade.core.privacy.workplace import looks_like_work
from funade.web.entrance import onward, proofs
from funade.web.entrance.forms import NewPasswordForm, SignUpForm
from funade.web.entrance.opening import front_door
from funade.web.entrance.proofs import Purpose
from funade.web.entrance.views.steps import code_step, letter_step


@front_door
def address(request: HttpRequest) -> HttpResponse:
    """The first step. A workplace's address is asked about once more (STEALTH S-15)."""
    if request.user.is_authenticated:
        return redirect("mfa_index")
    form = SignUpForm(request.POST or None)
    page = {"form": form, "next": onward.asked(request)}
    if not form.is_valid() or "change" in request.POST:
        return render(request, "entrance/signup.html", page)
    email = form.cleaned_data["email"]
    if looks_like_work(email) and "knowing" not in request.POST:
        return render(request, "entrance/signup-work.html", {**page, "email": email})
    onward.remember(request)
    free = user_of_address(email) is None
    return letter_step(request, Purpose.SIGN_UP, email, usable=free, then="signup-code")


@front_door
def code(request: HttpRequest) -> HttpResponse:
    """The second step: what the letter says."""
    if request.user.is_authenticated:
        return redirect("mfa_index")
    return code_step(
        request, Purpose.SIGN_UP, start="account_signup", proved=_opened, where="2 / 3"
    )


def _opened(request: HttpRequest, email: str) -> HttpResponse:
    proofs.end(request, Purpose.SIGN_UP)
    try:
        user = open_account(actor=ENTRANCE, email=email, now=timezone.now())
    except AddressTakenError:  # in another window, by the same person
        return redirect("account_login")
    login = Login(user=user, email=email, signup=True)
    login.state["passkey_signup"] = True
    return _as_response(perform_login(request, login))


@front_door
def password(request: HttpRequest) -> HttpResponse:
    """Instead of a passkey; the middleware then leads to an authenticator app."""
    stage: LoginStage | None = LoginStageController.enter(request, PasskeySignupStage.key)
    if stage is None:
        return redirect("account_signup")
    user = stage.login.user
    form = NewPasswordForm(request.POST or None, user=user)
    if not form.is_valid():
        return render(request, "entrance/signup-password.html", {"form": form, "email": user.email})
    chosen = form.cleaned_data["password"]
    stored = set_password(actor=user_actor(user.pk), user_id=user.pk, password=chosen)
    stage.login.user = stored
    record_authentication(request, stored, method="password")
    return _as_response(stage.exit())


class PasskeyStep(SignupWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """The third step. Recovery codes are made at once: a lost phone must not lock anybody out."""

    template_name = "entrance/signup-passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Signs in, then shows the codes."""
        user = self._login_stage.login.user
        record_authentication(self.request, user, method="mfa", type="webauthn")
        super().form_valid(form)
        auto_generate_recovery_codes(self.request)
        return redirect("mfa_view_recovery_codes")


passkey = front_door(PasskeyStep.as_view())


def _as_response(answer: Any) -> HttpResponse:
    """allauth's flows are untyped."""
    assert isinstance(answer, HttpResponse)  # noqa: S101  (narrows a type)
    return answer
