"""What one signs in with: passkeys, an authenticator app, recovery codes, a password."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy

from funade.apps.accounts.actions.people import set_password
from funade.core.kernel.actor import user_actor
from funade.web.entrance import onward
from funade.web.entrance.forms import NewPasswordForm
from funade.web.entrance.opening import door
from funade.web.shared.access import fresh_sign_in
from funade.web.shared.people import account_of, user_id_of

_TYPE = Authenticator.Type


@door
def overview(request: HttpRequest) -> HttpResponse:
    """Everything at a glance."""
    factors = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("pk"))
    codes = _of_type(factors, _TYPE.RECOVERY_CODES)
    line = SocialAccount.objects.filter(user_id=request.user.pk).first()
    page = {
        "passkeys": [_passkey(it) for it in factors if it.type == _TYPE.WEBAUTHN],
        "totp": _of_type(factors, _TYPE.TOTP),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "has_password": account_of(request).has_usable_password(),
        "line_offered": bool(settings.FUNADE_LINE_LOGIN_ID),
        "line": line,
    }
    return render(request, "entrance/overview.html", page)


def _of_type(factors: list[Authenticator], kind: str) -> Authenticator | None:
    return next((it for it in factors if it.type == kind), None)


def _passkey(factor: Authenticator) -> dict[str, Any]:
    return {
        "pk": factor.pk,
        "name": factor.wrap().name,
        "created_at": factor.created_at,
        "used_at": factor.last_used_at,
    }


@door
def first(request: HttpRequest) -> HttpResponse:
    """Where somebody with a password alone is led."""
    return render(request, "entrance/factor-first.html")


@door
@fresh_sign_in
def password(request: HttpRequest) -> HttpResponse:
    """A first or another password; other sessions end."""
    form = NewPasswordForm(request.POST or None, user=request.user)
    if not form.is_valid():
        page = {"form": form, "email": account_of(request).email}
        return render(request, "entrance/password.html", page)
    user_id = user_id_of(request)
    chosen = form.cleaned_data["password"]
    user = set_password(actor=user_actor(user_id), user_id=user_id, password=chosen)
    finalize_password_change(request, user)  # keeps this session and notes it anew
    return redirect("mfa_index")


@door
@fresh_sign_in
def codes(request: HttpRequest) -> HttpResponse:
    """The unused recovery codes. Unlike allauth's page it notes nothing: a GET writes nothing."""
    stored = Authenticator.objects.filter(
        user_id=request.user.pk, type=_TYPE.RECOVERY_CODES
    ).first()
    if stored is None:
        raise Http404
    page = {"codes": stored.wrap().get_unused_codes(), "onward": onward.target(request)}
    return render(request, "entrance/codes.html", page)


class NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """Ten new codes in the place of the old ones."""

    template_name = "entrance/codes-anew.html"


class NewTotp(ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app."""

    template_name = "entrance/totp.html"


class NoTotp(DeactivateTOTPView):  # type: ignore[misc]
    """Without the app."""

    template_name = "entrance/totp-remove.html"


class NewPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Another passkey, for another device."""

    template_name = "entrance/passkey-add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With options for a passkey that can sign in alone."""
        page = super().get_context_data(**kwargs)
        options = begin_registration(self.request.user, passwordless=True)  # the last one counts
        return {**page, "js_data": {"creation_options": options}}


class PasskeyName(EditWebAuthnView):  # type: ignore[misc]
    """What it is called."""

    template_name = "entrance/passkey-name.html"
    success_url = reverse_lazy("mfa_index")


class NoPasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Without it, unless it is the last way in that takes more than a password."""

    template_name = "entrance/passkey-remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuses for the last one."""
        if not get_factor_adapter().can_delete_authenticator(self.get_object()):
            messages.error(
                self.request,
                "最後の1つは外せません。先に別のパスキーか認証アプリを登録してください。",
            )
            return redirect("mfa_index")
        answer: HttpResponse = super().form_valid(form)
        return answer


new_codes = door(fresh_sign_in(NewCodes.as_view()))
new_totp = door(fresh_sign_in(NewTotp.as_view()))
no_totp = door(fresh_sign_in(NoTotp.as_view()))
new_passkey = door(fresh_sign_in(NewPasskey.as_view()))
passkey_name = door(fresh_sign_in(PasskeyName.as_view()))
no_passkey = door(fresh_sign_in(NoPasskey.as_view()))
