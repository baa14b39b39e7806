"""Who we are to push services."""

import base64
from functools import cache

from django.conf import settings
from py_vapid import Vapid


def signer() -> Vapid:
    """The signer of this installation's key."""
    return _signer(settings.FUNADE_PUSH_PRIVATE_KEY)


def public_key() -> str:
    """The public key as browsers want it: an uncompressed point in base64url."""
    numbers = signer().public_key.public_numbers()
    point = b"\x04" + numbers.x.to_bytes(32) + numbers.y.to_bytes(32)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


@cache
def _signer(key: str) -> Vapid:
    return Vapid.from_raw(key.encode())
