"""LINE, as far as its published Messaging API goes: a server that answers, and delivers webhooks.

Requests are read with the official SDK's own models, so a body the SDK would not send is refused.
https://developers.line.biz/en/reference/messaging-api/
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

from linebot.v3.messaging import PushMessageRequest, ReplyMessageRequest

from tests.peers.http import Answer, Request

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LINK_TOKEN_LIVES_S = 600


@dataclass(frozen=True)
class Sent:
    """One message that LINE has taken."""

    to: str
    messages: list[dict[str, Any]]
    silent: bool
    request_id: str


@dataclass
class _Token:
    user: str
    issued_at: float
    used: bool = False


@dataclass
class FakeLine:
    """A LINE channel and its users."""

    token: str = "channel-token"
    secret: str = "channel-secret"
    quota: int | None = 200
    used: int = 0
    now: float = 0.0
    """Its own clock, in seconds, which tests move."""
    accepted: dict[str, Sent] = field(default_factory=dict)
    """By retry key: what users have really got."""
    replies: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    failures: deque[Answer] = field(default_factory=deque)
    """Answers to give first, before doing anything."""
    lose_next: int = 0
    """How many answers to lose after having done the work."""
    _reply_tokens: set[str] = field(default_factory=set)
    _link_tokens: dict[str, _Token] = field(default_factory=dict)

    # --- The API -------------------------------------------------------------------------------

    def answer(self, request: Request) -> Answer:
        """What the API answers."""
        self.requests.append(request)
        request_id = secrets.token_hex(16)
        answer = self._refusal(request) or self._route(request, request_id)
        lost = self.lose_next > 0 and answer.status < 300
        self.lose_next -= lost
        headers = {"x-line-request-id": request_id, **answer.headers}
        return Answer(answer.status, answer.body, headers, lost)

    def _refusal(self, request: Request) -> Answer | None:
        if self.failures:
            return self.failures.popleft()
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return _error(401, "Authentication failed. Confirm that the access token is valid")
        has_key = "x-line-retry-key" in request.headers
        if has_key and not request.path.endswith("/push"):
            return _error(400, "The retry key is not acceptable")
        return None

    def _route(self, request: Request, request_id: str) -> Answer:
        what = (request.method, urlsplit(request.path).path)
        simple: dict[tuple[str, str], Callable[[], Answer]] = {
            ("POST", "/v2/bot/message/push"): lambda: self._push(request, request_id),
            ("POST", "/v2/bot/message/reply"): lambda: self._reply(request),
            ("GET", "/v2/bot/message/quota"): self._quota,
            ("GET", "/v2/bot/message/quota/consumption"): lambda: _json({"totalUsage": self.used}),
        }
        if what in simple:
            return simple[what]()
        if found := re.fullmatch(r"/v2/bot/user/(\w+)/linkToken", what[1]):
            token = secrets.token_urlsafe(24)
            self._link_tokens[token] = _Token(found[1], self.now)
            return _json({"linkToken": token})
        return _error(404, "Not found")

    def _push(self, request: Request, request_id: str) -> Answer:
        key = request.headers.get("x-line-retry-key", "")
        if not _UUID.fullmatch(key):
            return _error(400, "Invalid retry key")
        try:
            body = PushMessageRequest.from_dict(json.loads(request.body))
        except ValueError:
            return _error(400, "The request body has 1 error(s)")
        if earlier := self.accepted.get(key):
            return _error(
                409,
                "The retry key is already accepted",
                {"x-line-accepted-request-id": earlier.request_id},
            )
        if self.quota is not None and self.used >= self.quota:
            return _error(429, "You have reached your monthly limit.")
        self.used += 1
        messages = json.loads(request.body)["messages"]
        self.accepted[key] = Sent(body.to, messages, bool(body.notification_disabled), request_id)
        return _json({"sentMessages": [{"id": "1", "quoteToken": "q"} for _ in messages]})

    def _reply(self, request: Request) -> Answer:
        body = ReplyMessageRequest.from_dict(json.loads(request.body))
        if body.reply_token not in self._reply_tokens:
            return _error(400, "Invalid reply token")
        self._reply_tokens.remove(body.reply_token)
        self.replies += [(body.reply_token, it) for it in json.loads(request.body)["messages"]]
        return _json({"sentMessages": [{"id": "1", "quoteToken": "q"}]})

    def _quota(self) -> Answer:
        if self.quota is None:
            return _json({"type": "none"})
        return _json({"type": "limited", "value": self.quota})

    # --- What users do -------------------------------------------------------------------------

    def event(self, kind: str, user: str, **more: Any) -> dict[str, Any]:
        """A webhook event of a user; ``replyToken`` is one that `reply` accepts once."""
        reply_token = secrets.token_hex(16)
        if kind != "unfollow":
            self._reply_tokens.add(reply_token)
            more = {"replyToken": reply_token, **more}
        if kind == "follow":
            more = {"follow": {"isUnblocked": False}, **more}
        return {
            "type": kind,
            "mode": "active",
            "timestamp": 1790000000000,
            "source": {"type": "user", "userId": user},
            "webhookEventId": secrets.token_hex(13),
            "deliveryContext": {"isRedelivery": False},
            **more,
        }

    def says(self, user: str, text: str) -> dict[str, Any]:
        """A text message of a user."""
        message = {"type": "text", "id": "1", "quoteToken": "q", "text": text}
        return self.event("message", user, message=message)

    def agrees(self, user: str, dialog_url: str) -> dict[str, Any]:
        """A user opens the account-link dialog: the token must be theirs, unused and young."""
        query = parse_qs(urlsplit(dialog_url).query)
        token = self._link_tokens.get(query["linkToken"][0])
        ok = (
            token is not None
            and token.user == user
            and not token.used
            and self.now - token.issued_at < _LINK_TOKEN_LIVES_S
        )
        if token is not None and ok:
            token.used = True
        link = {"result": "ok" if ok else "failed", "nonce": query["nonce"][0]}
        return self.event("accountLink", user, link=link)

    def body(self, *events: Mapping[str, Any]) -> bytes:
        """A delivery as LINE writes it."""
        return json.dumps({"destination": "U" + "0" * 32, "events": events}).encode()

    def signature(self, body: bytes) -> str:
        """What `x-line-signature` holds for a body."""
        digest = hmac.new(self.secret.encode(), body, hashlib.sha256).digest()
        return base64.b64encode(digest).decode()

    def deliver(self, origin: str, *events: Mapping[str, Any]) -> int:
        """Deliver to a running server; the status it answers with."""
        body = self.body(*events)
        connection = HTTPConnection(urlsplit(origin).netloc, timeout=10)
        try:
            headers = {
                "Content-Type": "application/json; charset=utf-8",
                "x-line-signature": self.signature(body),
                "User-Agent": "LineBotWebhook/2.0",
            }
            connection.request("POST", "/hooks/line/", body, headers)
            return connection.getresponse().status
        finally:
            connection.close()


def _json(value: object) -> Answer:
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def _error(status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
    body = json.dumps({"message": message}).encode()
    return Answer(status, body, {"Content-Type": "application/json", **(headers or {})})
