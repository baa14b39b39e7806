"""The signing key of a local installation: made once, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from funade.config.env import SettingError

_KEY_BYTES = 48


def local_secret_key(file: Path) -> str:
    """The key in `file`, made on first use with mode 0600.

    Two processes may start at once: the key is written to a private name and linked into place,
    so exactly one wins and the other reads the winner's. Raises SettingError when the directory
    cannot be written.
    """
    try:
        if not file.exists():
            _create(file)
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingError(
            f"no FUNADE_SECRET_KEY, and {file} cannot be used: {error.strerror}"
        ) from None


def _create(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(_KEY_BYTES))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first; its key is the key
    finally:
        draft.unlink()
