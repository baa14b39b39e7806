"""Switching a browser on and off."""

from datetime import datetime
from typing import Final

from django.db import transaction

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.notices.channels.push.devices import Subscription, lookup_of
from funade.apps.notices.models import PushDevice
from funade.core.kernel.actor import Actor

MOST_DEVICES: Final = 10
LABEL_MOST: Final = 30


class TooManyDevicesError(Exception):
    """One has to be removed first."""


@transaction.atomic
def add_device(
    *, actor: Actor, user_id: int, subscription: Subscription, label: str, now: datetime
) -> None:
    """Tell this browser from now on; the same one again gets the new keys and name.

    A browser tells whoever switched it on last: on a shared machine the one before must not be
    told of. Raises TooManyDevicesError.
    """
    lookup = lookup_of(subscription.endpoint)
    PushDevice.objects.filter(lookup=lookup).exclude(user_id=user_id).delete()
    others = PushDevice.objects.filter(user_id=user_id).exclude(lookup=lookup)
    if others.count() >= MOST_DEVICES:
        raise TooManyDevicesError
    cipher = cipher_for(actor=actor, user_id=user_id, now=now)
    PushDevice.objects.update_or_create(
        lookup=lookup,
        defaults={
            "user_id": user_id,
            "sealed": cipher.seal(subscription.sealable(label.strip()[:LABEL_MOST])),
            "created_at": now,
            "last_topic": "",
        },
    )


@transaction.atomic
def remove_device(*, actor: Actor, user_id: int, device_id: int) -> bool:
    """Never tell this browser again; False when it is not one of the member's."""
    gone, _ = PushDevice.objects.filter(pk=device_id, user_id=user_id).delete()
    return bool(gone)


@transaction.atomic
def remove_all_devices(*, actor: Actor, user_id: int) -> int:
    """Never tell any browser of the member again; returns how many there were."""
    gone, _ = PushDevice.objects.filter(user_id=user_id).delete()
    return gone
