"""From one database URL to Django's connection settings: the marked engine module.

What differs between SQLite and PostgreSQL when a connection opens is decided here and nowhere
else, so the rest of the code can be written for one behaviour (RELIABILITY 5.1).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from funade.config.env import SettingError

type ConnectionSettings = dict[str, Any]  # Django's own shape; its stubs say the same

_BUSY_TIMEOUT_S = 5
_CONNECT_TIMEOUT_S = 5
_KEEP_CONNECTION_S = 60

# WAL lets readers go on while one writer commits. Django itself switches foreign keys on.
# `synchronous` stays at SQLite's FULL: an acknowledged write survives a power cut.
_SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"


def connection_settings(url: str, *, statement_timeout_ms: int) -> ConnectionSettings:
    """Django's DATABASES entry for `sqlite:///file` or `postgres://user:password@host/name`.

    The timeout, in milliseconds, ends a PostgreSQL statement that runs longer. Raises
    SettingError for other schemes; the message leaves the URL out because it holds a password.
    """
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        return _sqlite(Path(unquote(url.removeprefix("sqlite:///"))))
    if scheme in {"postgres", "postgresql"}:
        try:
            return _postgres(url, statement_timeout_ms)
        except ValueError:  # urllib's own text repeats the URL, and so the password
            raise SettingError("FUNADE_DATABASE_URL is not a readable address") from None
    raise SettingError("FUNADE_DATABASE_URL must start with sqlite:/// or postgres://")


def _sqlite(file: Path) -> ConnectionSettings:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            # A transaction takes the write lock when it begins. A deferred one that reads first
            # and writes later fails at once under load, whatever the busy timeout says.
            "transaction_mode": "IMMEDIATE",
            "timeout": _BUSY_TIMEOUT_S,
            "init_command": _SQLITE_PRAGMAS,
        },
    }


def _postgres(url: str, statement_timeout_ms: int) -> ConnectionSettings:
    parts = urlsplit(url)
    # Unix sockets are named as ?host=/directory, as libpq does.
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise SettingError("FUNADE_DATABASE_URL names no database: postgres://user@host/NAME")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": _KEEP_CONNECTION_S,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": _CONNECT_TIMEOUT_S,
            "options": f"-c statement_timeout={statement_timeout_ms}",
            **query,
        },
    }
