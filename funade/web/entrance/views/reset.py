"""A new password for somebody who can read the mail of the account.

It replaces the password only: whoever has a second factor is still asked for it, so a stolen
mailbox alone opens nothing.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from funade.apps.accounts.actions.people import set_password
from funade.apps.accounts.queries import user_of_address
from funade.core.kernel.actor import ENTRANCE
from funade.web.entrance import proofs
from funade.web.entrance.forms import AddressForm, NewPasswordForm
from funade.web.entrance.letters import NEWS
from funade.web.entrance.opening import front_door
from funade.web.entrance.proofs import Purpose
from funade.web.entrance.views.steps import code_step, letter_step


@front_door
def address(request: HttpRequest) -> HttpResponse:
    """Whose password it is."""
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        return render(request, "entrance/reset.html", {"form": form})
    email = form.cleaned_data["email"]
    user = user_of_address(email)
    known = user is not None and user.is_active
    return letter_step(request, Purpose.NEW_PASSWORD, email, usable=known, then="reset-code")


@front_door
def code(request: HttpRequest) -> HttpResponse:
    """What the letter says."""
    return code_step(
        request, Purpose.NEW_PASSWORD, start="account_reset_password", proved=_to_the_password
    )


def _to_the_password(request: HttpRequest, email: str) -> HttpResponse:
    return redirect("reset-password")


@front_door
def password(request: HttpRequest) -> HttpResponse:
    """The new password; every session of the account ends."""
    now = timezone.now()
    proof = proofs.under_way(request, Purpose.NEW_PASSWORD, now)
    user = user_of_address(proof.email) if proof and proof.proved else None
    if user is None:
        return redirect("account_reset_password")
    form = NewPasswordForm(request.POST or None, user=user)
    if not form.is_valid():
        return render(request, "entrance/reset-password.html", {"form": form, "email": user.email})
    set_password(actor=ENTRANCE, user_id=user.pk, password=form.cleaned_data["password"])
    proofs.end(request, Purpose.NEW_PASSWORD)
    proofs.post(user.email, NEWS["password_changed"], now)
    messages.success(request, "パスワードを変えました。新しいパスワードでログインしてください。")
    return redirect("account_login")
