"""One POST to a push service, by the standard library.

What pywebpush would use follows redirects, reads proxies and passwords from the environment, and
asks nobody where a name leads. This does none of that.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final

from funade.apps.notices.channels.push.endpoints import Target, check_peer, target_of

TIMEOUT_S: Final = 10.0
_READ_AT_MOST: Final = 2_000


class UnreachableError(Exception):
    """No answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer in the shape that pywebpush looks at."""

    status_code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    text: str = ""
    """Never kept: it may quote the endpoint."""


class Wire:
    """What pywebpush takes for a session."""

    def post(
        self, url: str, *, data: bytes, headers: Mapping[str, str], timeout: float | None = None
    ) -> Reply:
        """Send once. Raises RefusedEndpointError or UnreachableError."""
        target = target_of(url)
        connection = _connection(target, timeout or TIMEOUT_S)
        try:
            connection.connect()
            check_peer(target, connection.sock.getpeername()[0])
            connection.request("POST", target.path, body=data, headers=dict(headers))
            answer = connection.getresponse()
            answer.read(_READ_AT_MOST)
            return Reply(answer.status, {"Retry-After": answer.headers.get("Retry-After", "")})
        except (OSError, HTTPException):
            raise UnreachableError from None
        finally:
            connection.close()


def _connection(target: Target, timeout: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(target.host, target.port, timeout=timeout)
    return HTTPSConnection(target.host, target.port, timeout=timeout, context=_tls())


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
