"""Sending what has been written down.

Sending cannot be undone and cannot be in a transaction, so it happens at least once; the log and
the key make it one message: a delivery that is known to be sent is not sent again, and what is
sent twice after a crash carries the same key and so the same Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from funade.apps.notices.actions.choose import note_bounce
from funade.apps.notices.actions.notify import write_down
from funade.apps.notices.actions.stop_links import stop_token
from funade.apps.notices.channels import OncePerDayError, Outgoing
from funade.apps.notices.channels.email import AddressGoneError
from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.choices import Choices
from funade.apps.notices.enums import ChannelCode, DeliveryState, Reason
from funade.apps.notices.messages import SENDER_NAME, Notice, restored
from funade.apps.notices.models import Delivery
from funade.apps.notices.queries import choices_of
from funade.apps.outbox.handling import GiveUpError, Task, TryAgainError
from funade.core.kernel.actor import Actor
from funade.core.kernel.calendar import JST, at_minute
from funade.core.privacy.neutral import betrayals

TRIES: Final = 5
"""After so many, mail takes over from another channel; mail itself the worker tries for hours."""

_OVER: Final = (DeliveryState.SENT, DeliveryState.STOPPED)


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What one job is about, while it is being delivered."""

    task: Task
    delivery: Delivery
    notice: Notice
    choices: Choices
    now: datetime

    @property
    def channel(self) -> ChannelCode:
        return ChannelCode(self.delivery.channel)

    @property
    def user_id(self) -> int:
        return self.delivery.user_id


def deliver(*, actor: Actor, task: Task, now: datetime) -> None:
    """Send one message on one channel, unless its member has changed their mind since.

    Raises TryAgainError while it has to wait, and GiveUpError when mail, which stands behind all
    other channels, will never take it.
    """
    delivery = Delivery.objects.filter(key=task.key).first()
    if delivery is None or delivery.state in _OVER:
        return  # the member is gone, or a worker died between sending and being done
    parcel = _Parcel(task, delivery, restored(task.payload), choices_of(delivery.user_id), now)
    if not parcel.choices.wants(parcel.notice, parcel.channel):
        _note(parcel, DeliveryState.STOPPED, Reason.OFF)
        return
    _wait_for_hours(parcel)
    outgoing = _outgoing(actor, parcel)
    _refuse_betrayal(parcel, outgoing)
    _hand_over(actor, parcel, outgoing)


def _wait_for_hours(parcel: _Parcel) -> None:
    """The queue may be late and hours may have changed: ask once more."""
    at = parcel.choices.first_moment(parcel.notice, parcel.channel, parcel.now)
    if at > parcel.now:
        parcel.delivery.due_at = at
        _note(parcel, DeliveryState.WAITING, Reason.HOURS)
        raise TryAgainError("outside the chosen hours", after=at - parcel.now)


def _outgoing(actor: Actor, parcel: _Parcel) -> Outgoing:
    notice = parcel.notice
    stop = ""
    if notice.can_stop:
        stop = f"/stop/{stop_token(actor=actor, user_id=parcel.user_id, now=parcel.now)}/"
    return Outgoing(
        key=parcel.task.key,
        user_id=parcel.user_id,
        title=notice.title(),
        lines=notice.lines(),
        path=notice.path(),
        silent=parcel.choices.silent(notice, parcel.channel, parcel.now),
        stop_path=stop,
    )


def _refuse_betrayal(parcel: _Parcel, outgoing: Outgoing) -> None:
    """S-13, asked before every single sending: better no message than one that tells."""
    words = (SENDER_NAME, outgoing.title, *outgoing.lines, outgoing.path)
    if betrayals("\n".join(words)):
        _note(parcel, DeliveryState.FAILED, Reason.TEXT)
        raise GiveUpError("the text would betray")


def _hand_over(actor: Actor, parcel: _Parcel, outgoing: Outgoing) -> None:
    try:
        reference = CHANNELS[parcel.channel].send(outgoing)
    except TryAgainError:
        if parcel.channel == ChannelCode.EMAIL or parcel.task.attempt < TRIES:
            _note(parcel, DeliveryState.TRYING, Reason.BUSY)
            raise
        _give_up(actor, parcel, Reason.REFUSED)
    except AddressGoneError:
        note_bounce(actor=actor, user_id=parcel.user_id)
        _note(parcel, DeliveryState.FAILED, Reason.GONE)
        raise
    except OncePerDayError:
        _after_the_first(actor, parcel)
    except GiveUpError:
        _give_up(actor, parcel, Reason.REFUSED)
        if parcel.channel == ChannelCode.EMAIL:
            raise
    else:
        parcel.delivery.reference = reference[:200]
        _note(parcel, DeliveryState.SENT, Reason.NONE)


def _after_the_first(actor: Actor, parcel: _Parcel) -> None:
    """Mail takes what a channel carries once a day; without mail it waits for tomorrow."""
    if parcel.choices.wants(parcel.notice, ChannelCode.EMAIL):
        _give_up(actor, parcel, Reason.DAY)
        return
    today = parcel.now.astimezone(JST).date()
    parcel.delivery.due_at = at_minute(today + timedelta(days=1), 0)
    _note(parcel, DeliveryState.WAITING, Reason.DAY)
    raise TryAgainError("once a day", after=parcel.delivery.due_at - parcel.now)


@transaction.atomic
def _give_up(actor: Actor, parcel: _Parcel, reason: Reason) -> None:
    """Say so in the log, and let mail take over. If mail has the message already, the key shows."""
    _note(parcel, DeliveryState.FAILED, reason)
    mail = ChannelCode.EMAIL
    if parcel.channel != mail and parcel.choices.wants(parcel.notice, mail):
        key = parcel.task.payload["key"]
        write_down(actor, parcel.user_id, mail, parcel.notice, key, parcel.now)


def _note(parcel: _Parcel, state: DeliveryState, reason: Reason) -> None:
    delivery = parcel.delivery
    delivery.state, delivery.reason = state, reason
    open_states = (DeliveryState.WAITING, DeliveryState.TRYING)
    delivery.finished_at = None if state in open_states else parcel.now
    delivery.save(update_fields=["state", "reason", "reference", "due_at", "finished_at"])
