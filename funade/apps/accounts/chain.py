"""How one row of the audit trail seals the rows before it."""

import hashlib
import json
from datetime import UTC

from funade.apps.accounts.models import AuditEvent

_PLAIN = ("seq", "subject", "reader", "reader_name", "organisation", "role", "act", "fields")


def digest_of(event: AuditEvent) -> str:
    """SHA-256 over every column but the digest itself, written in one way only (hex)."""
    content = {name: getattr(event, name) for name in (*_PLAIN, "purpose", "previous")}
    content["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
