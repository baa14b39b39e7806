"""The archive of one member, and what is in it."""

from datetime import datetime

from funade.apps.accounts.sections import Section, sections
from funade.core.documents.archive import Part, write_archive
from funade.core.kernel.calendar import JST


def export(*, user_id: int, now: datetime) -> bytes:
    """Everything held about a member, as a ZIP."""
    parts = [_part(section, user_id) for section in sections()]
    return write_archive(parts, now.astimezone(JST).isoformat(timespec="seconds"), {})


def holdings(user_id: int) -> list[tuple[str, int]]:
    """Heading and number of rows of each section that holds anything, for the pages."""
    counted = [(section.label, len(section.rows(user_id))) for section in sections()]
    return [(label, count) for label, count in counted if count]


def _part(section: Section, user_id: int) -> Part:
    files = [(file.name, file.content) for file in section.files(user_id)]
    return Part(section.name, section.label, section.rows(user_id), files)
