"""What a password must not be, beyond short and common (settings: AUTH_PASSWORD_VALIDATORS)."""

from __future__ import annotations

from typing import Protocol

from django.core.exceptions import ValidationError

_SHORTEST_PART = 4


class _HasEmail(Protocol):
    email: str


class NotTheAddressValidator:
    """Refuses a password that contains the address, or what stands before its @."""

    def validate(self, password: str, user: _HasEmail | None = None) -> None:
        """Raises ValidationError."""
        email = user.email.lower() if user else ""
        local = email.partition("@")[0]
        parts = [part for part in (email, local) if len(part) >= _SHORTEST_PART]
        if any(part in password.lower() for part in parts):
            raise ValidationError(
                "メールアドレスと似ています。メールアドレスを含まないものにしてください。",
                code="password_has_address",
            )

    def get_help_text(self) -> str:
        """For forms that list the rules."""
        return "メールアドレスを含めることはできません。"
