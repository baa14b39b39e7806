"""A push service and the browsers behind it: decrypts what arrives and checks who signed it."""

from __future__ import annotations

import base64
import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid

from tests.peers.http import Answer, Request


@dataclass(frozen=True)
class Received:
    """One push as the browser reads it."""

    browser: str
    payload: Any
    topic: str
    urgency: str
    ttl: int
    claims: dict[str, Any]
    public_key: str
    """Of whoever signed."""
    length: int
    """Of the encrypted body."""


@dataclass
class Browser:
    """A browser that has subscribed: only it can decrypt."""

    origin: str
    name: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/push/{self.name}"

    def form(self) -> dict[str, str]:
        """What the page sends."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "p256dh": _text(point), "auth": _text(self.secret)}


@dataclass
class FakePushService:
    """Answers like a push service; knows its browsers and who has left."""

    origin: str = ""
    browsers: dict[str, Browser] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    failures: deque[Answer] = field(default_factory=deque)
    lose_next: int = 0

    def subscribe(self) -> Browser:
        browser = Browser(self.origin)
        self.browsers[browser.name] = browser
        return browser

    def answer(self, request: Request) -> Answer:
        """201 for a push that decrypts and is signed for us, else what RFC 8030/8292 say."""
        if self.failures:
            return self.failures.popleft()
        browser = self.browsers.get(request.path.removeprefix("/push/"))
        if browser is None:
            return Answer(410)
        if request.headers.get("content-encoding") != "aes128gcm" or not request.headers["ttl"]:
            return Answer(400)
        claims, public_key = self._signed_by(request.headers["authorization"])
        plain = http_ece.decrypt(
            request.body, private_key=browser.key, auth_secret=browser.secret, version="aes128gcm"
        )
        self.received.append(
            Received(
                browser.name,
                json.loads(plain),
                request.headers.get("topic", ""),
                request.headers.get("urgency", ""),
                int(request.headers["ttl"]),
                claims,
                public_key,
                len(request.body),
            )
        )
        lost = self.lose_next > 0
        self.lose_next -= lost
        return Answer(201, headers={"Location": f"{self.origin}/message/1"}, lost=lost)

    def _signed_by(self, authorization: str) -> tuple[dict[str, Any], str]:
        assert Vapid.verify(authorization), "the signature does not fit"
        parts = dict(part.split("=", 1) for part in authorization.split(" ", 1)[1].split(","))
        claims = json.loads(_bytes(parts["t"].split(".")[1]))
        return claims, parts["k"]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
