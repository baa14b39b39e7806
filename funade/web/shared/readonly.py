"""GET and HEAD run only reads (DESIGN §5 rule 7).

A link preview, a prefetch or a crawler must never change anything, and a page that only reads can
later be served by a replica. The guard looks at the SQL itself, so no code path escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_READS = re.compile(
    r"[\s(]*(?:SELECT|VALUES|WITH|EXPLAIN|PRAGMA|SHOW|SET|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b",
    re.IGNORECASE,
)
# PostgreSQL allows a data-modifying statement inside WITH.
_WRITING_WITH = re.compile(
    r"[\s(]*WITH\b.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE | re.DOTALL
)
_SHOWN_CHARACTERS = 120


class WriteOnReadError(RuntimeError):
    """A GET or HEAD request tried to write. Tests see it raised; users get the 500 page."""


def is_read(sql: str) -> bool:
    """Whether one SQL statement leaves the data as it is."""
    return bool(_READS.match(sql)) and not _WRITING_WITH.match(sql)


def refuse_writes(
    execute: Callable[..., Any],
    sql: str,
    params: object,
    many: bool,  # noqa: FBT001  (Django's signature)
    context: dict[str, Any],
) -> Any:
    """A Django execute wrapper that raises WriteOnReadError before a write reaches the database.

    The message holds the statement without its parameters, which may be personal.
    """
    if not is_read(sql):
        raise WriteOnReadError(f"GET must not write: {sql[:_SHOWN_CHARACTERS]}")
    return execute(sql, params, many, context)


def select_only_on_get(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: guards every connection of this thread while a GET or HEAD view runs."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with ExitStack() as guards:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(refuse_writes))
            return get_response(request)

    return middleware
