"""Sending a notice by LINE."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from funade.apps.accounts.keyring import SealBrokenError
from funade.apps.notices.channels import OncePerDayError, Outgoing
from funade.apps.notices.channels.line import links
from funade.apps.notices.channels.line.quota import QuotaGuard
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.models import LineLink
from funade.apps.outbox.handling import GiveUpError

_NAMESPACE: Final = uuid.UUID("0c1c7dd2-5f0a-4f3c-9d1a-9a8a2b6b5e11")


class LineChannel:
    """A `Channel`. One message is one request with a retry key, so LINE itself drops a second."""

    code = ChannelCode.LINE

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self._clock = clock
        self.quota = QuotaGuard(_limit_and_usage)

    def reaches(self, user_id: int) -> bool:
        """Whether LINE is set up here and the member has connected it."""
        return links.is_configured() and links.link_of(user_id) is not None

    def send(self, message: Outgoing) -> str:
        """See `Channel.send`. Raises QuotaExceededError when the month is used up."""
        from funade.apps.notices.channels.line import client

        to, now, key = self._address(message.user_id), self._clock(), retry_key(message.key)
        self.quota.check(now)
        with _message_of_the_day(message, key, now):
            request = client.push(
                to=to,
                retry_key=key,
                message=client.notice(message.title, message.lines, url_of(message.path)),
                silent=message.silent,
                now=now,
            )
        self.quota.spend()
        return request

    def _address(self, user_id: int) -> str:
        try:
            address = links.address_of(user_id) if links.is_configured() else None
        except SealBrokenError:
            address = None
        if address is None:
            raise GiveUpError("no LINE account is connected")
        return address


@contextmanager
def _message_of_the_day(message: Outgoing, key: str, now: datetime) -> Iterator[None]:
    """A member pays with attention, an operator by the message (UX §4.3): one a day.

    Taken before sending and in one step. Noted afterwards, the day would be free for another
    message while the first is under way or its worker dead: two would go by LINE, and the first,
    tried again, once more by mail. What cannot be stopped goes anyway and leaves the day to whom
    it belongs. Raises OncePerDayError.
    """
    mine = LineLink.objects.filter(user_id=message.user_id)
    before = mine.values("sent_at", "sent_key").get()
    free = Q(sent_at=None) | Q(sent_at__lt=links.midnight_before(now)) | Q(sent_key=key)
    if not mine.filter(free).update(sent_at=now, sent_key=key) and message.stop_path:
        raise OncePerDayError("LINE has carried a message today")
    try:
        yield
    except GiveUpError:  # LINE has not taken it and never will
        mine.filter(sent_key=key).update(**before)
        raise


def retry_key(key: str) -> str:
    """LINE wants a UUID: the same job always has the same one."""
    return str(uuid.uuid5(_NAMESPACE, key))


def url_of(path: str) -> str:
    """A page of ours, opened in the phone's own browser: passkeys do not work inside LINE."""
    mark = "&" if "?" in path else "?"
    return f"{settings.FUNADE_ORIGIN}{path}{mark}openExternalBrowser=1"


def _limit_and_usage(now: datetime) -> tuple[int | None, int]:
    from funade.apps.notices.channels.line import client

    return client.limit_and_usage(now)
