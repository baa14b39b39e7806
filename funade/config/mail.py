"""From one mail URL to Django's mailer settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from funade.config.env import SettingError

type MailerSettings = dict[str, Any]

_TIMEOUT_S = 20
_PORTS = {"smtp": 587, "smtps": 465}
_TLS = {"1": True, "0": False}


def mailer_settings(url: str) -> MailerSettings:
    """Django's MAILERS entry for `smtp://user:password@host:587?tls=1`, `smtps://…` or
    `file:///directory`.

    ``smtp`` upgrades to TLS unless told ``tls=0``, e.g. for a relay on the same machine. Raises
    SettingError for anything else; the message leaves the URL out because it holds a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # urllib's own text repeats the URL, and so the password
        raise SettingError("FUNADE_MAIL_URL is not a readable address") from None
    if parts.scheme == "file" and parts.path.startswith("/"):
        return _folder(Path(unquote(parts.path)))
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingError("FUNADE_MAIL_URL must be like smtp://user:password@host:587 or file:///")
    tls = parse_qs(parts.query).get("tls", ["1"])[-1]
    if tls not in _TLS:
        raise SettingError("tls in FUNADE_MAIL_URL must be 1 or 0")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": port or _PORTS[parts.scheme],
            "username": unquote(parts.username or "") or None,
            "password": unquote(parts.password or "") or None,
            "use_tls": parts.scheme == "smtp" and _TLS[tls],
            "use_ssl": parts.scheme == "smtps",
            "timeout": _TIMEOUT_S,
        },
    }


def _folder(path: Path) -> MailerSettings:
    """Mails as files: for trying things out, nothing is sent."""
    return {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(path)},
    }


def checked_sender(text: str) -> str:
    """The address that mails come from. Raises SettingError unless it is a plain address."""
    local, at, domain = text.rpartition("@")
    if not (local and at and "." in domain and text.isascii() and text.isprintable()):
        raise SettingError(f"FUNADE_MAIL_FROM must be an address like a@example.jp, not {text!r}")
    if set(text) & set(' <>,;:"'):
        raise SettingError("FUNADE_MAIL_FROM is the address alone; the name is always Funade")
    return text
