"""Sealing personal fields: each member's data under a key of their own (STEALTH S-29).

The installation's keyring (`FUNADE_KEYRING`, newest key first) wraps one data key per member. To
rotate, put a new key in front and run `funade keys rotate`; the old one can then be dropped. To
forget a member at once, destroy their data key. The only door to `cryptography`.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBrokenError(Exception):
    """A sealed value cannot be read: wrong key, destroyed key, or tampered with."""


@dataclass(frozen=True, slots=True)
class Cipher:
    """Seals and opens the values of one member."""

    key: bytes

    def seal(self, value: Any) -> str:
        """Any JSON value as text for a column; never the same twice."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return Fernet(self.key).encrypt(plain).decode()

    def open(self, sealed: str) -> Any:
        """What `seal` was given; None for "". Raises SealBrokenError."""
        if not sealed:
            return None
        try:
            return json.loads(Fernet(self.key).decrypt(sealed.encode()))
        except InvalidToken:
            raise SealBrokenError("a sealed value could not be opened") from None

    def seal_bytes(self, content: bytes) -> bytes:
        """A file's content for a binary column; a third larger than it was."""
        return Fernet(self.key).encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """What `seal_bytes` was given. Raises SealBrokenError."""
        try:
            return Fernet(self.key).decrypt(sealed)
        except InvalidToken:
            raise SealBrokenError("a sealed file could not be opened") from None


def new_ring_key() -> str:
    """A fresh key for the installation's keyring."""
    return Fernet.generate_key().decode()


def new_wrapped_key() -> str:
    """A fresh data key, wrapped for storing."""
    return _ring(tuple(settings.FUNADE_KEYRING)).encrypt(Fernet.generate_key()).decode()


def unwrap(wrapped: str) -> Cipher:
    """The cipher of a stored key. Raises SealBrokenError when no key of the ring fits."""
    try:
        return Cipher(_ring(tuple(settings.FUNADE_KEYRING)).decrypt(wrapped.encode()))
    except InvalidToken:
        raise SealBrokenError("no key in FUNADE_KEYRING opens this data key") from None


def rewrap(wrapped: str) -> str:
    """The same data key under the newest key of the ring. Raises SealBrokenError."""
    try:
        return _ring(tuple(settings.FUNADE_KEYRING)).rotate(wrapped.encode()).decode()
    except InvalidToken:
        raise SealBrokenError("no key in FUNADE_KEYRING opens this data key") from None


def seal_for_house(value: Any) -> str:
    """Any JSON value under the installation's own key: for what belongs to no member yet."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return _ring(tuple(settings.FUNADE_KEYRING)).encrypt(plain).decode()


def open_for_house(sealed: str) -> Any:
    """What `seal_for_house` was given. Raises SealBrokenError."""
    try:
        return json.loads(_ring(tuple(settings.FUNADE_KEYRING)).decrypt(sealed.encode()))
    except InvalidToken:
        raise SealBrokenError("no key in FUNADE_KEYRING opens this value") from None


def opens(wrapped: str) -> bool:
    """Whether any key of the ring opens a stored key."""
    return _opens(wrapped, tuple(settings.FUNADE_KEYRING))


def is_current(wrapped: str) -> bool:
    """Whether the newest key of the ring alone opens it: the older ones may go."""
    return _opens(wrapped, tuple(settings.FUNADE_KEYRING[:1]))


def _opens(wrapped: str, keys: tuple[str, ...]) -> bool:
    try:
        _ring(keys).decrypt(wrapped.encode())
    except InvalidToken:
        return False
    return True


@cache
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.encode()) for key in keys])
