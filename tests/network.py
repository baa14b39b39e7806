"""No test may talk to another machine: an audit hook sees every socket, whoever opens it."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any


class NetworkUsedError(RuntimeError):
    """A test tried to reach something that is not this machine."""


def forbid() -> None:
    """From now on, and for the life of this process, only loopback and Unix sockets connect."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        sock, address = arguments
        if sock.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(str(address[0])):
            raise NetworkUsedError(f"connect to {address[0]}")
    elif event == "socket.getaddrinfo":
        host = arguments[0]
        if host and not _is_local(str(host)):
            raise NetworkUsedError(f"look up {host}")


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
