"""The keyring of a local installation: made once, readable by its owner only."""

import base64
import secrets
from pathlib import Path

from funade.config.env import SettingError
from funade.config.secret import local_secret

_KEY_BYTES = 32


def local_keyring(file: Path) -> list[str]:
    """The keys in `file`, one a line, newest first; made on first use.

    Raises SettingError when the file cannot be read or holds something that is not a key.
    """
    made = base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
    return checked(local_secret(file, made, needed="FUNADE_KEYRING").split(), str(file))


def checked(keys: list[str], source: str) -> list[str]:
    """`keys` when each is 32 bytes in URL-safe base64; raises SettingError, never showing one."""
    for number, key in enumerate(keys, 1):
        try:
            fits = len(base64.urlsafe_b64decode(key)) == _KEY_BYTES
        except ValueError:
            fits = False
        if not fits:
            raise SettingError(f"{source}: key {number} is not 32 bytes in URL-safe base64")
    if not keys:
        raise SettingError(f"{source}: no key")
    return keys
