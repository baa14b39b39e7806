"""The entrance's forms: our fields under allauth's checks."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as FactorAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    SignupWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib.auth import get_user_model

from funade.web.entrance.fields import CodeField, MailField, SecretField

_NAME_LONGEST = 40
_CREDENTIAL_LONGEST = 20_000


class AddressForm(forms.Form):
    """One address."""

    email = MailField()


class SignUpForm(AddressForm):
    """The first step: an address, and agreement to what it is for."""

    agreed = forms.BooleanField(
        label="上の目的で使うことに同意します",
        error_messages={"required": "登録するには、使う目的への同意が必要です。"},
    )


class CodeForm(forms.Form):
    """A code from a letter."""

    code = CodeField(label="確認コード")


class NewPasswordForm(forms.Form):
    """A new password, typed once and shown on demand."""

    password = SecretField("new-password", label="新しいパスワード")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        """Raises ValidationError for a short, common or guessable one."""
        password: str = self.cleaned_data["password"]
        get_adapter().clean_password(password, user=self._user)
        return password


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": MailField(), "password": SecretField("current-password")}

    @property
    def refused(self) -> bool:
        """Whether it was not even looked at, after too many tries."""
        return bool(self.has_error("__all__", "too_many_login_attempts"))


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    password = SecretField("current-password")


class _TypedCode(forms.Form):
    """Makes full-width digits narrow before allauth compares."""

    def clean_code(self) -> str:
        code = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        self.cleaned_data["code"] = code
        return str(super().clean_code())  # type: ignore[misc]  # allauth's form comes next


class SecondFactorForm(_TypedCode, AuthenticateForm):  # type: ignore[misc]
    """A code of the app or a recovery code, while signing in."""

    code = CodeField()


class SecondFactorAgainForm(_TypedCode, FactorAgainForm):  # type: ignore[misc]
    """A code of the app or a recovery code, before something dangerous."""

    code = CodeField()


class FirstTotpForm(_TypedCode, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that has just read the QR code."""

    code = CodeField(label="アプリに表示された6桁の数字")


def _credential() -> forms.JSONField:
    return forms.JSONField(
        max_length=_CREDENTIAL_LONGEST,
        widget=forms.HiddenInput,
        error_messages={"required": "パスキーを確認できませんでした。もう一度お試しください。"},
    )


def _name() -> forms.CharField:
    return forms.CharField(
        label="パスキーの名前",
        required=False,
        max_length=_NAME_LONGEST,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A further passkey: always one that can sign in alone."""

    name = _name()
    credential = _credential()
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class FirstPasskeyForm(SignupWebAuthnForm):  # type: ignore[misc]
    """The passkey of somebody who is signing up."""

    name = _name()
    credential = _credential()


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(
        label="パスキーの名前",
        max_length=_NAME_LONGEST,
        error_messages={"required": "名前を入力してください。"},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey of an unknown account is looked up just as a wrong one of a known account is."""

    credential = _credential()

    def clean_credential(self) -> Authenticator:
        credential = self.cleaned_data["credential"]
        auth.parse_authentication_response(credential)
        return auth.complete_authentication(_claimed_user(credential), credential)


def _claimed_user(credential: dict[str, Any]) -> Any:
    """Whom the passkey names, or a user without passkeys in the place of nobody."""
    try:
        return auth.extract_user_from_response(credential)
    except forms.ValidationError:
        return get_user_model()(pk=0)
