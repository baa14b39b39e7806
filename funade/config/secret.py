"""Secrets of a local installation: made once, readable by their owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from funade.config.env import SettingError

_KEY_BYTES = 48


def local_secret_key(file: Path) -> str:
    """The signing key in `file`, made on first use. Raises SettingError; see `local_secret`."""
    return local_secret(file, secrets.token_urlsafe(_KEY_BYTES), needed="FUNADE_SECRET_KEY")


def local_secret(file: Path, made: str, *, needed: str) -> str:
    """What `file` holds; on first use it is created with mode 0600 and holds `made`.

    Two processes may start at once: the secret is written to a private name and linked into
    place, so exactly one wins and the other reads the winner's. Raises SettingError, naming the
    setting `needed`, when the directory cannot be written.
    """
    try:
        if not file.exists():
            _create(file, made)
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingError(f"no {needed}, and {file} cannot be used: {error.strerror}") from None


def _create(file: Path, made: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(made)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first; its key is the key
    finally:
        draft.unlink()
