"""Which addresses a push may go to.

A browser hands us the address, so anybody can hand us any: without this, our server would knock
at doors inside its own network (SSRF). Named services are reached by https, on port 443, at a
public address, and never redirected.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

LONGEST: Final = 1000


class RefusedEndpointError(Exception):
    """We do not speak to this address."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect."""

    scheme: str
    host: str
    port: int
    path: str
    """With its query."""
    inside: bool
    """Whether the operator named this very origin, so that it may lie in their own network."""


def target_of(endpoint: str) -> Target:
    """The parts of an endpoint we may speak to. Raises RefusedEndpointError."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable():
        raise RefusedEndpointError("not an address")
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise RefusedEndpointError("not an address") from None
    host = (parts.hostname or "").lower()
    if not host or "@" in parts.netloc or "\\" in endpoint or " " in endpoint or parts.fragment:
        raise RefusedEndpointError("not a plain address")
    inside = _is_named_origin(parts)
    if not inside and not (parts.scheme == "https" and port in {None, 443} and _is_allowed(host)):
        raise RefusedEndpointError("not a push service we know")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(
        parts.scheme, host, port or {"https": 443, "http": 80}[parts.scheme], path, inside
    )


def check_peer(target: Target, address: str) -> None:
    """Whether the address a name led to is outside. Raises RefusedEndpointError.

    Asked about the open connection itself, so a name that answers differently the second time
    gains nothing.
    """
    if not target.inside and not ip_address(address.partition("%")[0]).is_global:
        raise RefusedEndpointError("the name leads inside")


def _is_allowed(host: str) -> bool:
    return any(
        host.endswith(entry[1:]) if entry.startswith("*.") else host == entry
        for entry in map(str.lower, settings.FUNADE_PUSH_HOSTS)
        if "://" not in entry
    )


def _is_named_origin(parts: SplitResult) -> bool:
    """Whether the operator's list names exactly this origin; plain http only on loopback."""
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin not in settings.FUNADE_PUSH_HOSTS:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))


def _is_loopback(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
