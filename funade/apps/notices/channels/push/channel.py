"""Sending a notice to all browsers of a member."""

import base64
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from funade.apps.notices.channels import Outgoing
from funade.apps.notices.channels.push.devices import Recipient, recipients_of
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.models import PushDevice
from funade.apps.outbox.handling import GiveUpError, TryAgainError

if TYPE_CHECKING:
    from funade.apps.notices.channels.push.sending import Result

_SALT: Final = "funade.notices.push.id"
_ID_LENGTH: Final = 22
"""128 bits and a little in base64url; a topic may have 32 (RFC 8030 §5.4)."""


class PushChannel:
    """A `Channel`. A device that has taken the message is left out when it is tried again."""

    code = ChannelCode.PUSH

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self._clock = clock

    def reaches(self, user_id: int) -> bool:
        """Whether the member has switched on a browser."""
        return PushDevice.objects.filter(user_id=user_id).exists()

    def send(self, message: Outgoing) -> str:
        """See `Channel.send`: done when every device has it or is gone for good."""
        now = self._clock()
        results = [self._deliver(it, message, now) for it in recipients_of(message.user_id)]
        _judge(results)
        return opaque(message.key)

    def _deliver(self, to: Recipient, message: Outgoing, now: datetime) -> "Result":
        from funade.apps.notices.channels.push import sending

        topic = opaque(f"{message.key} {to.lookup}")
        if to.last_topic == topic:
            return sending.Result(sending.Outcome.SENT)
        push = sending.Push(opaque(message.key), topic, urgent=not message.silent)
        result = sending.send(to.subscription, push, now)
        row = PushDevice.objects.filter(pk=to.id)
        if result.outcome is sending.Outcome.GONE:
            row.delete()
        elif result.outcome is sending.Outcome.SENT:
            row.update(last_topic=topic, sent_at=now)
        return result


def opaque(key: str) -> str:
    """An id that says nothing: the same for the same key, unguessable, safe in a header.

    Devices get topics of their own, so that push services cannot tell whose they are together.
    """
    digest = salted_hmac(_SALT, key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode()[:_ID_LENGTH]


def _judge(results: Iterable["Result"]) -> None:
    """Raises TryAgainError when a device has to wait, GiveUpError when none has taken it."""
    from funade.apps.notices.channels.push.sending import Outcome

    told = list(results)
    if any(it.outcome is Outcome.LATER for it in told):
        waits = [it.wait for it in told if it.wait]
        raise TryAgainError("a push service asks to wait", max(waits, default=None))
    if not any(it.outcome is Outcome.SENT for it in told):
        raise GiveUpError("no device has taken it")
