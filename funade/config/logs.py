"""One JSON object per line on standard error, without anything that tells who searched for what.

Query strings, full addresses and request paths (which may hold a token) never reach a log
(STEALTH S-26). The formatter is the last gate: it scrubs every message, whoever wrote it, and
of an error it writes where and of which type, never what it says: PostgreSQL quotes the row,
Python the value. Below WARNING only Funade, Django and gunicorn are heard: what libraries tell
their developers is about our members (urllib3 writes LINE user ids, Pillow a picture's author).
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

_QUERY = re.compile(r"\?[^\s\"'<>]+")
_IPV4 = re.compile(r"\b(?!127\.)(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b")
# Three groups and more, so that a clock time such as 12:34:56 stays.
_IPV6 = re.compile(r"\b([0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]{1,4}):[0-9a-f:]+", re.IGNORECASE)
# Of a request that gunicorn cannot serve it writes address, path and headers.
_GUNICORN = "gunicorn.error"
_GUNICORN_QUOTES = re.compile(r"^(Invalid request from ip=\S+|Error handling request).*", re.DOTALL)


class Level(StrEnum):
    """How much is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def scrub(text: str) -> str:
    """`text` without query strings, and with addresses cut to their network."""
    text = _QUERY.sub("?…", text)
    return _IPV6.sub(r"\1::", _IPV4.sub(r"\1.0", text))


class JsonLines(logging.Formatter):
    """Formats a record as one JSON line; values given as `extra={"facts": {...}}` become keys."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(_message(record)),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = _trace(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Django's request records carry the path; only its route pattern may be written."""
    request = getattr(record, "request", None)
    if request is None:
        text = record.getMessage()
        return _GUNICORN_QUOTES.sub(r"\1", text) if record.name == _GUNICORN else text
    match = getattr(request, "resolver_match", None)
    route = match.route if match else "(no route)"
    return f"{getattr(record, 'status_code', '')} at {route}".strip()


def _trace(error: BaseException | None) -> str:
    """Where it went wrong, the first cause first; the lines are the program's own."""
    parts: list[str] = []
    while error is not None:
        frames = "".join(traceback.format_tb(error.__traceback__))
        parts.insert(0, f"{frames}{type(error).__name__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(parts)


def configuration(level: Level) -> dict[str, Any]:
    """The dictConfig for Django and, in `gunicorn_conf`, for the server."""
    console = {"handlers": ["console"], "level": level.value, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": f"{__name__}.{JsonLines.__name__}"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": _at_least(level, Level.WARNING)},
        "loggers": {
            "funade": {"level": level.value},
            # Named again to drop Django's own handlers, one of which mails whole requests.
            "django": console,
            "django.db.backends": {"level": _at_least(level, Level.INFO)},  # values in SQL
            "django.template": {"level": _at_least(level, Level.INFO)},  # whole contexts
            "django.request": {**console, "level": Level.ERROR.value},  # the journal has the rest
            "django.server": console,
            _GUNICORN: console,
        },
    }


def _at_least(level: Level, least: Level) -> str:
    """The quieter of the two."""
    return max(level, least, key=list(Level).index).value
