"""The log that search indexes follow; written in the transaction that changes a posting."""

from collections.abc import Iterable
from typing import Final

from funade.apps.catalog.engines import current_xid
from funade.apps.catalog.models import IndexChange

_BATCH: Final = 2_000


def note_changes(postings: Iterable[int]) -> None:
    """Tell every index that these postings must be read again."""
    xid = current_xid()
    IndexChange.objects.bulk_create(
        [IndexChange(posting_id=number, xid=xid) for number in postings], _BATCH
    )
