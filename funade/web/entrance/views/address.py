"""Another address for an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from funade.apps.accounts.actions.people import AddressTakenError, change_address
from funade.apps.accounts.queries import user_of_address
from funade.core.kernel.actor import user_actor
from funade.core.privacy.workplace import looks_like_work
from funade.web.entrance import proofs
from funade.web.entrance.forms import AddressForm
from funade.web.entrance.letters import NEWS
from funade.web.entrance.opening import door
from funade.web.entrance.proofs import Purpose
from funade.web.entrance.views.steps import code_step, letter_step
from funade.web.shared.access import fresh_sign_in
from funade.web.shared.people import account_of, user_id_of


@door
@fresh_sign_in
def address(request: HttpRequest) -> HttpResponse:
    """Which one. A workplace's is asked about once more (STEALTH S-15)."""
    form = AddressForm(request.POST or None)
    if not form.is_valid() or "change" in request.POST:
        return render(request, "entrance/address.html", {"form": form})
    email = form.cleaned_data["email"]
    if looks_like_work(email) and "knowing" not in request.POST:
        return render(request, "entrance/address-work.html", {"form": form, "email": email})
    free = user_of_address(email) is None
    return letter_step(request, Purpose.NEW_ADDRESS, email, usable=free, then="address-code")


@door
def code(request: HttpRequest) -> HttpResponse:
    """What the letter to the new address says."""
    return code_step(request, Purpose.NEW_ADDRESS, start="account_email", proved=_changed)


def _changed(request: HttpRequest, email: str) -> HttpResponse:
    proofs.end(request, Purpose.NEW_ADDRESS)
    old = account_of(request).email
    user_id = user_id_of(request)
    try:
        change_address(actor=user_actor(user_id), user_id=user_id, email=email)
    except AddressTakenError:  # between the letter and the code
        messages.error(request, "このアドレスは使えませんでした。別のアドレスをお試しください。")
        return redirect("account_email")
    proofs.post(old, NEWS["address_changed"], timezone.now())
    messages.success(request, "メールアドレスを変えました。")
    return redirect("mfa_index")
