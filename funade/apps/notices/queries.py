"""Reading choices and what was sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from funade.apps.accounts.models import User
from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.choices import DEFAULT_DIGEST_HOUR, Choices
from funade.apps.notices.enums import ChannelCode, DeliveryState, Reason
from funade.apps.notices.messages import MESSAGES
from funade.apps.notices.models import Delivery, Preference, StopLink
from funade.core.privacy.quiet import Hours, Window

KEPT: Final = timedelta(days=90)
"""How long the log reaches back."""
_LOG_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class ChannelState:
    """One way to reach a member, as their page shows it."""

    code: ChannelCode
    connected: bool
    on: bool
    bounced: bool = False
    """Whether the mail server refused the address for good."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    at: datetime
    channel: str
    message: str
    state: DeliveryState
    reason: str
    due_at: datetime


def digest_hours(user_ids: Collection[int]) -> dict[int, int]:
    """The hour at which each of these members wants summaries."""
    rows = Preference.objects.filter(pk__in=user_ids).values_list("pk", "digest_hour")
    return dict.fromkeys(user_ids, DEFAULT_DIGEST_HOUR) | dict(rows)


def choices_of(user_id: int) -> Choices:
    """What the member chose; the defaults for somebody who chose nothing."""
    row = Preference.objects.filter(pk=user_id).first()
    if row is None:
        return Choices()
    return Choices(
        off=frozenset(ChannelCode(code) for code in row.off),
        hours=Hours(
            weekday=_window(row.weekday_from, row.weekday_until),
            saturday=_window(row.saturday_from, row.saturday_until),
            sunday=_window(row.sunday_from, row.sunday_until),
        ),
        silent_outside=row.silent_outside,
        digest_hour=row.digest_hour,
        stopped=row.stopped_at is not None,
        bounced_digest=row.bounced_digest,
    )


def channels_of(user_id: int, choices: Choices) -> list[ChannelState]:
    """Every channel of this installation with its state for one member."""
    bounced = bool(choices.bounced_digest) and mail_bounces(user_id, choices)
    return [
        ChannelState(
            code=code,
            connected=channel.reaches(user_id),
            on=code not in choices.off,
            bounced=bounced and code == ChannelCode.EMAIL,
        )
        for code, channel in CHANNELS.items()
    ]


def mail_bounces(user_id: int, choices: Choices) -> bool:
    """Whether the member's present address is the one that was refused."""
    return bool(choices.bounced_digest) and choices.bounced_digest == address_digest(user_id)


def address_digest(user_id: int) -> str:
    """The fingerprint of the member's present address; "" without one."""
    address = User.objects.filter(pk=user_id).values_list("email", flat=True).first()
    return sha256(address.lower().encode()).hexdigest() if address else ""


def log_of(user_id: int, *, now: datetime) -> list[Entry]:
    """What was sent to one member, newest first."""
    rows = Delivery.objects.filter(user_id=user_id, created_at__gte=now - KEPT)
    return [
        Entry(
            at=row.created_at,
            channel=ChannelCode(row.channel).label,
            message=MESSAGES[row.code].label if row.code in MESSAGES else "お知らせ",
            state=DeliveryState(row.state),
            reason=str(Reason(row.reason).label),
            due_at=row.due_at,
        )
        for row in rows.order_by("-created_at", "-pk")[:_LOG_LENGTH]
    ]


def owner_of_stop_link(token: str) -> int | None:
    """Whose link it is, or None for one that never was or has been revoked."""
    digest = sha256(token.encode()).hexdigest()
    return StopLink.objects.filter(digest=digest).values_list("user_id", flat=True).first()


def is_connected(user_id: int, channel: ChannelCode) -> bool:
    """Whether the channel is here and reaches the member."""
    return channel in CHANNELS and CHANNELS[channel].reaches(user_id)


def _window(start: int | None, end: int | None) -> Window | None:
    return None if start is None or end is None else Window(start, end)
