"""One push to one browser: encrypted, signed, and judged by the answer."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

from django.conf import settings
from pywebpush import WebPushException, webpush

from funade.apps.notices.channels.push.devices import Subscription
from funade.apps.notices.channels.push.endpoints import RefusedEndpointError
from funade.apps.notices.channels.push.vapid import signer
from funade.apps.notices.channels.push.wire import TIMEOUT_S, UnreachableError, Wire
from funade.apps.notices.channels.waiting import asked_to_wait

TTL: Final = timedelta(days=1)
SIGNED_FOR: Final = timedelta(hours=12)
"""RFC 8292 allows 24."""


class Outcome(Enum):
    """How a push service took it."""

    SENT = "sent"
    GONE = "gone"
    """The browser has unsubscribed: never again."""
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Push:
    """What goes out: an opaque id and nothing else. The words are in the service worker."""

    id: str
    topic: str
    urgent: bool = True

    def payload(self) -> str:
        """What the service worker gets."""
        return json.dumps({"v": 1, "id": self.id}, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome, and for LATER how long the service asked us to wait."""

    outcome: Outcome
    wait: timedelta | None = None


def send(subscription: Subscription, push: Push, now: datetime) -> Result:
    """Send it. Never raises for anything that a browser or a push service can cause."""
    try:
        webpush(
            subscription_info={
                "endpoint": subscription.endpoint,
                "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
            },
            data=push.payload(),
            vapid_private_key=signer(),
            vapid_claims=_claims(now),
            ttl=int(TTL.total_seconds()),
            timeout=TIMEOUT_S,
            headers={"Topic": push.topic, "Urgency": "normal" if push.urgent else "low"},
            requests_session=Wire(),
        )
    except WebPushException as error:
        return _judged(error, now)
    except UnreachableError:
        return Result(Outcome.LATER)
    except (RefusedEndpointError, ValueError):  # no longer on the list; or a point off the curve
        return Result(Outcome.REFUSED)
    return Result(Outcome.SENT)


def _claims(now: datetime) -> dict[str, Any]:
    return {
        "sub": settings.FUNADE_PUSH_CONTACT,
        "exp": int((now + SIGNED_FOR).timestamp()),
    }


def _judged(error: WebPushException, now: datetime) -> Result:
    status = error.status_code or 0
    if status in {404, 410}:
        return Result(Outcome.GONE)
    if status in {408, 429} or status >= 500:
        return Result(Outcome.LATER, asked_to_wait(error.retry_after, now))
    return Result(Outcome.REFUSED)
