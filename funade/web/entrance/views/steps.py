"""The two steps that signing up, a new password and a new address share."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from funade.web.entrance import proofs
from funade.web.entrance.forms import CodeForm
from funade.web.entrance.limits import too_often
from funade.web.entrance.proofs import Answer, Purpose

_WRONG = "コードが違います。メールの数字をもう一度入力してください。"
_AGAIN = "確認コードの期限が切れたか、回数を超えました。もう一度アドレスを入力してください。"


def letter_step(
    request: HttpRequest, purpose: Purpose, email: str, *, usable: bool, then: str
) -> HttpResponse:
    """Sends the letter, if not too often, and goes on to the page ``then``."""
    if refusal := too_often(request, "letter", email):
        return refusal
    proofs.begin(request, purpose, email, usable=usable, now=timezone.now())
    return redirect(then)


def code_step(
    request: HttpRequest,
    purpose: Purpose,
    *,
    start: str,
    proved: Callable[[HttpRequest, str], HttpResponse],
    where: str = "",
) -> HttpResponse:
    """Asks for the code; ``proved`` answers when it is right, ``start`` begins anew.

    ``where`` is shown above where the steps are counted.
    """
    now = timezone.now()
    proof = proofs.under_way(request, purpose, now)
    if proof is None:
        return redirect(start)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if refusal := too_often(request, "code", proof.email):
            return refusal
        answer = proofs.answer(request, purpose, form.cleaned_data["code"], now)
        if answer is Answer.RIGHT:
            return proved(request, proof.email)
        if answer is Answer.OVER:
            proofs.end(request, purpose)
            messages.error(request, _AGAIN)
            return redirect(start)
        form.add_error("code", forms.ValidationError(_WRONG, code="wrong"))
    page = {"form": form, "email": proof.email, "back": reverse(start), "where": where}
    return render(request, "entrance/code.html", page)
