"""What a password must not be, beyond short and common (settings: AUTH_PASSWORD_VALIDATORS)."""

from __future__ import annotations

from typing import Protocol

from django.core.exceptions import ValidationError

_SHORTEST_PART = 4
_FEWEST_CHARACTERS = 5


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


class NotMonotonousValidator:
    """Refuses one piece over and over, and fewer than five different characters.

    Django's list of common passwords has few of fifteen characters: people who are asked for more
    type the old one twice.
    """

    def validate(self, password: str, user: _HasEmail | None = None) -> None:
        """Raises ValidationError."""
        again = password and password in (password + password)[1:-1]
        if again or len(set(password.lower())) < _FEWEST_CHARACTERS:
            raise ValidationError(
                "同じ文字や言葉のくり返しです。別の言葉をまぜてください。",
                code="password_is_monotonous",
            )

    def get_help_text(self) -> str:
        """For forms that list the rules."""
        return "同じ文字や言葉のくり返しにはできません。"
