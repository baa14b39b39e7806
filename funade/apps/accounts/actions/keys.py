"""Making, rotating and destroying the members' data keys."""

from datetime import datetime

from django.db import transaction

from funade.apps.accounts.keyring import Cipher, new_wrapped_key, rewrap, unwrap
from funade.apps.accounts.models import DataKey
from funade.core.kernel.actor import Actor

BATCH = 500


def cipher_for(*, actor: Actor, user_id: int, now: datetime) -> Cipher:
    """The member's cipher, with a new key if they have none yet."""
    row, _ = DataKey.objects.get_or_create(
        user_id=user_id, defaults={"wrapped": new_wrapped_key(), "wrapped_at": now}
    )
    return unwrap(row.wrapped)


def destroy_key(*, actor: Actor, user_id: int) -> bool:
    """Make everything sealed for a member unreadable; whether there was a key."""
    gone, _ = DataKey.objects.filter(user_id=user_id).delete()
    return bool(gone)


def rotate_keys(*, actor: Actor, now: datetime) -> int:
    """Wrap every data key anew under the newest key of the ring; returns how many."""
    ids = list(DataKey.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(ids), BATCH):
        with transaction.atomic():
            rows = list(DataKey.objects.filter(pk__in=ids[first : first + BATCH]).order_by("pk"))
            for row in rows:
                row.wrapped, row.wrapped_at = rewrap(row.wrapped), now
            DataKey.objects.bulk_update(rows, ["wrapped", "wrapped_at"])
    return len(ids)
