"""The installation's side: its members, its messages, its books. See the outbox's station."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.apps.notices.killing.crowd import MEMBERS, TURNS, Person, messages, people
from tests.apps.outbox.peer.station import jobs, serve, work

PAUSE_S = 0.01


def join(browsers: str) -> int:
    """Everybody signs up and connects; the file holds what each one's browsers send."""
    from django.db import transaction

    forms = json.loads(Path(browsers).read_text())
    with transaction.atomic():
        for person in people():
            _join(person, forms[str(person.number)])
    return len(people())


def _join(person: Person, forms: list[dict[str, str]]) -> None:
    from django.utils import timezone

    from funade.apps.accounts.models import User
    from funade.apps.notices.actions import choose, line, push
    from funade.apps.notices.channels.push.devices import Subscription
    from funade.apps.notices.enums import ChannelCode
    from funade.core.kernel.actor import user_actor
    from funade.core.privacy.quiet import Hours, Window

    user, now, always = User.objects.create_user(person.address), timezone.now(), Window(0, 1440)
    who: Any = {"actor": user_actor(user.pk), "user_id": user.pk}
    choose.choose_hours(hours=Hours(always, always, always), silent_outside=False, **who)
    choose.switch_channel(channel=ChannelCode.EMAIL, on=person.mail, **who)
    if person.line:
        nonce = line.prepare_link(now=now, **who)
        actor = who["actor"]
        line.complete_link(actor=actor, line_user=person.line_user, nonce=nonce, now=now)
    for form in forms:
        push.add_device(subscription=Subscription.checked(**form), label="", now=now, **who)


def tell() -> None:
    """Write all messages down, one transaction each.

    A member's follow each other but are due in different minutes, and so in no order: two workers
    may have them at once, and one that a killed worker held may be overtaken.
    """
    from datetime import timedelta

    from django.utils import timezone

    from funade.apps.accounts.models import User
    from funade.apps.notices.actions.notify import notify
    from funade.apps.notices.messages import NewItems
    from funade.core.kernel.actor import KEEPER

    began = timezone.now() - timedelta(minutes=TURNS * MEMBERS)
    ids = dict(User.objects.values_list("email", "pk"))
    for one in messages():
        notify(
            actor=KEEPER,
            user_id=ids[one.to.address],
            notice=NewItems(count=one.number),
            key=one.key,
            now=began + timedelta(minutes=TURNS * one.to.number + one.turn),
        )
        time.sleep(PAUSE_S)


def report() -> dict[str, Any]:
    """How the jobs stand, and what the members' logs say."""
    from funade.apps.notices.models import Delivery

    return {"log": list(Delivery.objects.values_list("key", "state").order_by("key")), **jobs()}


def _load_channels() -> None:
    """The SDKs take seconds: once, before the forks."""
    import funade.apps.notices.channels.line.client
    import funade.apps.notices.channels.push.sending  # noqa: F401


if __name__ == "__main__":
    serve({"work": work, "tell": tell}, {"join": join, "report": report}, load=_load_channels)
