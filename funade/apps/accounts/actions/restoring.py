"""Putting an exported archive back (STEALTH S-28)."""

from datetime import datetime

from django.db import transaction

from funade.apps.accounts.sections import sections
from funade.core.documents.archive import read_archive
from funade.core.kernel.actor import Actor


@transaction.atomic
def restore(*, actor: Actor, user_id: int, content: bytes, now: datetime) -> list[str]:
    """Put an archive's rows back into an account; returns the headings of what was put back.

    What the account already has stays. Raises `ArchiveError` for a file that is no archive of
    ours, and then nothing has changed.
    """
    held = read_archive(content)
    done: list[str] = []
    for section in sections():
        rows = held.get(section.name)
        if rows and section.restore is not None:
            section.restore(user_id, rows, now)
            done.append(section.label)
    return done
