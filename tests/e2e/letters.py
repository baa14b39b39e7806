"""The mail of the site under test, read where it waits: sealed in the outbox."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing

from cryptography.fernet import Fernet, MultiFernet

from tests.e2e.site import Site

_CODE = re.compile(r"\b(\d{4}-\d{4})\b")
_INVITATION = re.compile(r"(/join/[^/\s]+/)")


def last_code(site: Site, address: str) -> str:
    """The code in the newest letter to an address."""
    return _last(site, address, _CODE)


def last_invitation(site: Site, address: str) -> str:
    """The path of the page that an invitation leads to."""
    return _last(site, address, _INVITATION)


def _last(site: Site, address: str, wanted: re.Pattern[str]) -> str:
    keys = (site.data_dir / "keyring").read_text(encoding="utf-8").split()
    ring = MultiFernet([Fernet(key) for key in keys])
    with closing(sqlite3.connect(site.data_dir / "funade.sqlite3")) as database:
        rows = database.execute(
            "SELECT payload FROM outbox_job WHERE kind = 'notices.letter' ORDER BY id DESC"
        ).fetchall()
    for (payload,) in rows:
        letter = json.loads(ring.decrypt(json.loads(payload)["sealed"]))
        found = wanted.search("\n".join(letter["lines"]))
        if letter["address"] == address and found:
            return found[1]
    raise AssertionError(f"no letter with {wanted.pattern} to {address}")
