"""The browsers a member has switched on."""

import base64
import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.crypto import salted_hmac

from funade.apps.accounts.keyring import SealBrokenError
from funade.apps.accounts.queries import cipher_of
from funade.apps.notices.channels.push.endpoints import target_of
from funade.apps.notices.models import PushDevice

_SALT: Final = "funade.notices.push"
_POINT_BYTES: Final = 65
_SECRET_BYTES: Final = 16


class BadKeysError(Exception):
    """The browser's keys are no keys."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gave us: where to write to, and under which keys."""

    endpoint: str
    p256dh: str
    auth: str

    @classmethod
    def checked(cls, endpoint: str, p256dh: str, auth: str) -> "Subscription":
        """Raises RefusedEndpointError or BadKeysError."""
        target_of(endpoint)
        point, secret = _decoded(p256dh), _decoded(auth)
        if len(point) != _POINT_BYTES or point[0] != 4 or len(secret) != _SECRET_BYTES:
            raise BadKeysError
        return cls(endpoint, p256dh.rstrip("="), auth.rstrip("="))

    def sealable(self, label: str) -> dict[str, str]:
        """As it lies in the sealed column, with the device's name."""
        return {**asdict(self), "label": label}


@dataclass(frozen=True, slots=True)
class Device:
    """One row of the member's list."""

    id: int
    label: str
    created_at: datetime
    sent_at: datetime | None
    mark: str
    """Hash of the endpoint, by which the browser knows itself in the list."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One device as the sender needs it."""

    id: int
    lookup: str
    subscription: Subscription
    last_topic: str


def devices_of(user_id: int) -> tuple[Device, ...]:
    """The member's devices, newest first, in two queries however many there are."""
    return tuple(
        Device(row.pk, data["label"], row.created_at, row.sent_at, mark_of(data["endpoint"]))
        for row, data in _opened(user_id)
    )


def recipients_of(user_id: int) -> tuple[Recipient, ...]:
    """The member's devices with what it takes to reach them."""
    return tuple(
        Recipient(
            row.pk,
            row.lookup,
            Subscription(data["endpoint"], data["p256dh"], data["auth"]),
            row.last_topic,
        )
        for row, data in _opened(user_id)
    )


def lookup_of(endpoint: str) -> str:
    """The keyed hash by which an endpoint is found."""
    return salted_hmac(_SALT, endpoint, algorithm="sha256").hexdigest()


def mark_of(endpoint: str) -> str:
    """An endpoint holds a long secret of its own, so its plain hash gives nothing away."""
    return hashlib.sha256(endpoint.encode()).hexdigest()[:32]


def _opened(user_id: int) -> list[tuple[PushDevice, Any]]:
    """Rows whose seal is whole; without the member's key there is nobody to reach."""
    rows = PushDevice.objects.filter(user_id=user_id).order_by("-created_at", "-pk")
    cipher = cipher_of(user_id)
    if cipher is None:
        return []
    opened = []
    for row in rows:
        try:
            opened.append((row, cipher.open(row.sealed)))
        except SealBrokenError:
            continue
    return opened


def _decoded(text: str) -> bytes:
    """Strict base64url, padded or not. Raises BadKeysError."""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise BadKeysError from None
