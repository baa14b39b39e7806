"""Fields that take what people in Japan really type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from funade.core.kernel.mailbox import LONGEST, mailbox

PASSWORD_LONGEST = 200
CODE_LONGEST = 40
_ADDRESS_WRONG = "メールアドレスの形になっていません。例: taro@example.jp"


class MailField(forms.CharField):
    """A mail address, old carriers' included; becomes lower case."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "メールアドレス")
        options.setdefault("error_messages", {"required": "メールアドレスを入力してください。"})
        super().__init__(
            max_length=LONGEST,
            widget=forms.EmailInput(
                attrs={"class": "input", "autocomplete": "username webauthn", "spellcheck": "false"}
            ),
            **options,
        )

    def clean(self, value: Any) -> str:
        """Raises ValidationError for what cannot be an address."""
        found = mailbox(super().clean(value))
        if found is None:
            raise ValidationError(_ADDRESS_WRONG, code="invalid")
        return found


class SecretField(forms.CharField):
    """A password as it is, spaces included."""

    def __init__(self, autocomplete: str, **options: Any) -> None:
        options.setdefault("label", "パスワード")
        options.setdefault("error_messages", {"required": "パスワードを入力してください。"})
        super().__init__(
            strip=False,
            max_length=PASSWORD_LONGEST,
            widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": autocomplete}),
            **options,
        )


class CodeField(forms.CharField):
    """A code from a letter, an app or the paper in the drawer."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "コード")
        options.setdefault("error_messages", {"required": "コードを入力してください。"})
        super().__init__(
            max_length=CODE_LONGEST,
            widget=forms.TextInput(
                attrs={
                    "class": "input input--short",
                    "autocomplete": "one-time-code",
                    "inputmode": "numeric",
                    "spellcheck": "false",
                }
            ),
            **options,
        )
