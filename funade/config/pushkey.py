"""The key of a local installation that push services know it by (VAPID, RFC 8292)."""

import base64
import secrets
from pathlib import Path
from typing import Final

from funade.config.env import SettingError
from funade.config.secret import local_secret

_BYTES: Final = 32
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points P-256 has: a private key is a number from 1 up to below it (SEC 2, 2.4.2)."""


def local_push_key(file: Path) -> str:
    """The key in `file`, made on first use. Raises SettingError; see `local_secret`."""
    made = (secrets.randbelow(_ORDER - 1) + 1).to_bytes(_BYTES)
    text = base64.urlsafe_b64encode(made).rstrip(b"=").decode()
    return checked_push_key(
        local_secret(file, text, needed="FUNADE_PUSH_PRIVATE_KEY"), source=str(file)
    )


def checked_push_key(key: str, *, source: str) -> str:
    """`key` when it is a P-256 private key as base64url; raises SettingError, never showing it."""
    try:
        raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    except ValueError:
        raw = b""
    if len(raw) != _BYTES or not 0 < int.from_bytes(raw) < _ORDER:
        raise SettingError(f"{source} is not a P-256 private key of 32 bytes in base64url")
    return key
