"""Who a password belongs to."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from funade.apps.accounts.queries import user_of_address


class AddressBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """One statement and one hash, whether the address has an account, a password, or neither.

    allauth asks its own table first and ours only if nothing was found there, so the number of
    statements told who has an account (STEALTH S-25).
    """

    def _authenticate_by_email(self, email: str, password: str) -> object:
        return self._check_password(user_of_address(email), password)
