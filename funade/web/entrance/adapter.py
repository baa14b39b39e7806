"""Where allauth asks us: who may, what is said, what is kept."""

from __future__ import annotations

import ipaddress
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.keyring import SealBrokenError
from funade.apps.accounts.queries import cipher_of
from funade.core.kernel.actor import ENTRANCE
from funade.web.entrance import words
from funade.web.entrance.letters import NEWS
from funade.web.entrance.middleware import MARK, has_second_factor
from funade.web.entrance.proofs import post
from funade.web.shared.access import signed_in_lately
from funade.web.shared.client import client_network

UNKNOWN_NETWORK: Final = "0.0.0.0"  # noqa: S104  (kept where an address is expected, never bound)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in and out."""

    error_messages: Final = words.ERRORS

    def get_login_stages(self) -> list[str]:
        """Between a right password or a proved address and being signed in."""
        return [
            "allauth.mfa.stages.AuthenticateStage",
            "allauth.mfa.webauthn.stages.PasskeySignupStage",
        ]

    def login(self, request: HttpRequest, user: Any) -> None:
        """Every way of signing in ends here; marks a session without a second factor."""
        super().login(request, user)
        if not has_second_factor(user):
            request.session[MARK] = True

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's network, for limits and the list of sessions; never the full address."""
        network = client_network(request)
        if network == "unknown":
            return UNKNOWN_NETWORK
        return str(ipaddress.ip_network(network).network_address)

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this site: no other host of ours, no scheme, nothing a browser repairs."""
        path = url.startswith("/") and not url.startswith(("//", "/\\"))
        return path and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages are pages; only the passkey options are JSON, and their view knows it."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One rule for all dangerous acts, see `fresh_sign_in`."""
        return not signed_in_lately(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Passkey first."""
        found = super().get_reauthentication_methods(user)
        ways = [{**way, "description": words.WAYS[way["id"]]} for way in found]
        return sorted(ways, key=lambda way: list(words.WAYS).index(way["id"]))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our words in place of allauth's templates; what has none is not said."""
        text = message or words.MESSAGES.get(_name(message_template or ""), "")
        if text:
            messages.add_message(request, level, text)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """News about the account, through the outbox, without network or browser in it."""
        post(email or user.email, NEWS[_name(template_prefix)], timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """All letters are in `letters`; another one would be a fault."""
        raise RuntimeError(f"no letter for {template_prefix}")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors; their secrets lie sealed under the member's own key."""

    error_messages: Final = words.FACTOR_ERRORS

    def encrypt(self, text: str) -> str:
        """Sealed for whoever is signed in; enrolling is the only time a secret is made."""
        user_id: int = context.request.user.pk
        cipher = cipher_for(actor=ENTRANCE, user_id=user_id, now=timezone.now())
        return f"{user_id}:{cipher.seal(text)}"

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. Raises SealBrokenError when the member's key is gone."""
        user_id, _, sealed = encrypted_text.partition(":")
        cipher = cipher_of(int(user_id))
        if cipher is None:
            raise SealBrokenError("the member's data key has been destroyed")
        return str(cipher.open(sealed))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one: the account would be down to a password."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner says otherwise."""
        known: int = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"パスキー{known + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name a passkey manager shows: neutral."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Funade"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The address is the only name an account has."""
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.email}


class LineAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """LINE opens an account that its owner has connected, and never makes one."""

    error_messages: Final = words.LINE_ERRORS

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Forgets name and picture; sends away who is not connected."""
        sociallogin.account.extra_data = {}
        if sociallogin.state.get("process") != "connect" and not sociallogin.is_existing:
            _away(request, words.LINE_UNKNOWN)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the settings."""
        return reverse("mfa_index")

    def validate_disconnect(self, account: Any, accounts: Any) -> None:
        """Always possible: LINE is never the only way in."""

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Cancelled, refused or unreachable: back to where other ways are."""
        _away(request, words.LINE_FAILED)

    def send_notification_mail(self, template_prefix: str, user: Any, **kwargs: Any) -> None:
        """News about the connection."""
        part = _name(template_prefix).replace("account", "line")
        post(user.email, NEWS[part], timezone.now())


def _away(request: HttpRequest, message: str) -> None:
    messages.add_message(request, messages.ERROR, message)
    target = "mfa_index" if request.user.is_authenticated else "account_login"
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse(target)))


def _name(path: str) -> str:
    """`mfa/messages/totp_activated.txt` is `totp_activated`."""
    return path.rpartition("/")[2].partition(".")[0]
