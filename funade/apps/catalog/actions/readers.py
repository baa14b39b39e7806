"""Following the change log without missing a line, across crashes and several workers."""

from django.db import transaction

from funade.apps.catalog import queries
from funade.apps.catalog.engines import Position
from funade.apps.catalog.models import LogReader
from funade.core.kernel.actor import Actor


@transaction.atomic
def start_reader(*, actor: Actor, name: str) -> bool:
    """Let a reader begin at this moment, unless it has begun before; whether it begins now."""
    now = queries.position_now()
    _, begins = LogReader.objects.get_or_create(
        name=name, defaults={"xid": now.xid, "seq": now.seq}
    )
    return begins


def held_position(*, actor: Actor, name: str) -> Position:
    """Where a reader stands, held for the running transaction: another one of its name waits.

    Raises LogReader.DoesNotExist for a reader that has not been started.
    """
    row = LogReader.objects.select_for_update().get(pk=name)
    return Position(row.xid, row.seq)


def advance_reader(*, actor: Actor, name: str, position: Position) -> None:
    """Move a reader on, in the transaction that stores what it made of the changes."""
    LogReader.objects.filter(pk=name).update(xid=position.xid, seq=position.seq)
