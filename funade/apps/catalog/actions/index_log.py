"""The log that search indexes follow; written in the transaction that changes a posting."""

from collections.abc import Collection, Iterable
from typing import Final

from funade.apps.catalog.engines import current_xid
from funade.apps.catalog.models import IndexChange

_BATCH: Final = 2_000


def note_changes(postings: Iterable[int], stated: Collection[int] = ()) -> None:
    """Tell every index that these postings must be read again.

    ``stated`` are those of them that say something new (`IndexChange.stated`).
    """
    xid = current_xid()
    IndexChange.objects.bulk_create(
        [IndexChange(posting_id=number, xid=xid, stated=number in stated) for number in postings],
        _BATCH,
    )
