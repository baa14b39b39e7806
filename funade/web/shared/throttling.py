"""Token buckets: a burst is fine, a flood is not.

The buckets live in the memory of one worker process, so the limit of an installation is the
configured one times the number of workers, and a restart forgets them. That is enough to keep one
visitor from starving the others; limits that protect accounts will need the database.

Nothing that identifies a person is kept: a bucket's key is a keyed hash of the truncated address
and dies with the process.
"""

from __future__ import annotations

import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from hashlib import blake2s
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from funade.web.shared import errors
from funade.web.shared.client import client_network

_SALT = secrets.token_bytes(16)
_MOST_CLIENTS = 50_000  # bounds memory at a few megabytes


@dataclass(frozen=True)
class Rate:
    """`burst` requests at once, then `per_minute` sustained; 0 per minute means no limit."""

    burst: int
    per_minute: int


class TokenBuckets:
    """One bucket per key, the least recently used forgotten first. Safe between threads."""

    def __init__(self, rate: Rate, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()  # tokens, as of

    def wait(self, key: bytes) -> float:
        """Takes one token and returns 0, or returns the seconds until there will be one."""
        if not self._rate.per_minute:
            return 0.0
        per_second = self._rate.per_minute / 60
        with self._lock:
            now = self._clock()
            tokens, since = self._buckets.pop(key, (float(self._rate.burst), now))
            tokens = min(float(self._rate.burst), tokens + (now - since) * per_second)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > _MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / per_second


type View = Callable[..., HttpResponseBase]


def limited(name: str) -> Callable[[View], View]:
    """Decorates a view with the limit `name` of settings.FUNADE_LIMITS; answers 429 above it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            burst, per_minute = settings.FUNADE_LIMITS[name]
            seconds = _buckets(name, Rate(burst, per_minute)).wait(_key(request))
            if seconds:
                return errors.too_many_requests(request, retry_after=math.ceil(seconds))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@cache
def _buckets(name: str, rate: Rate) -> TokenBuckets:  # noqa: ARG001  (the name keeps limits apart)
    return TokenBuckets(rate)


def _key(request: HttpRequest) -> bytes:
    return blake2s(client_network(request).encode(), key=_SALT, digest_size=16).digest()
