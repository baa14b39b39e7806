"""Who is asking, told only as coarsely as a limit needs."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_KEPT_BITS = {4: 24, 6: 48}  # what one subscriber line or site usually has


def client_network(request: HttpRequest) -> str:
    """The caller's /24 (IPv4) or /48 (IPv6) network, "unknown" when the address is unreadable."""
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, _KEPT_BITS[address.version]), strict=False))


def _address(request: HttpRequest) -> str:
    """The peer, or what the outermost of our own proxies saw as its peer.

    X-Forwarded-For grows to the right, and only the last FUNADE_TRUSTED_PROXIES entries were
    written by proxies of ours; everything left of them is the client's claim.
    """
    proxies: int = settings.FUNADE_TRUSTED_PROXIES
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(hops) >= proxies:
        return str(hops[-proxies].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
