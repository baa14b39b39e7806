"""Telling a member something, on the channels they chose, at hours they chose."""

from datetime import datetime
from typing import Final

from django.db import transaction

from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.choices import Choices
from funade.apps.notices.enums import ChannelCode, DeliveryState, Reason
from funade.apps.notices.messages import Notice, TestMessage, stored
from funade.apps.notices.models import Delivery
from funade.apps.notices.queries import choices_of, mail_bounces
from funade.apps.outbox.actions import enqueue
from funade.core.kernel.actor import Actor

SEND: Final = "notices.send"
"""The kind of the jobs."""


@transaction.atomic
def notify(*, actor: Actor, user_id: int, notice: Notice, key: str, now: datetime) -> None:
    """Write down one job and one line of the log per channel; the same ``key`` is written once.

    Call it in the transaction that makes the message necessary. A member who stopped messages
    gets only those about the account itself, and those by mail if mail reaches them.
    """
    choices = choices_of(user_id)
    wanted = [code for code in CHANNELS if choices.wants(notice, code)]
    reached = [code for code in wanted if _reaches(code, user_id, choices)]
    for code in _few(notice, reached):
        write_down(actor, user_id, code, notice, key, now)
    if not reached and ChannelCode.EMAIL in wanted:
        _write_off(user_id, notice, key, now)


@transaction.atomic
def send_test(*, actor: Actor, user_id: int, channel: ChannelCode, now: datetime) -> None:
    """Send a test on one channel at once; once a minute is enough."""
    write_down(actor, user_id, channel, TestMessage(), f"test:{user_id}:{now:%Y%m%d%H%M}", now)


def write_down(
    actor: Actor, user_id: int, channel: ChannelCode, notice: Notice, key: str, now: datetime
) -> None:
    """One job and its line in the log, for a message that is wanted on this channel."""
    choices = choices_of(user_id)
    at = choices.first_moment(notice, channel, choices.digest_moment(notice, now))
    job_key = f"{SEND}:{key}:{channel}"
    Delivery.objects.bulk_create(
        [
            Delivery(
                user_id=user_id,
                key=job_key,
                channel=channel,
                code=notice.code,
                reason=Reason.HOURS if at > now else Reason.NONE,
                created_at=now,
                due_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    enqueue(
        actor=actor,
        kind=SEND,
        key=job_key,
        payload={"user": user_id, "channel": channel, "key": key, **stored(notice)},
        run_at=at,
        lane=_lane(user_id, channel, notice, at),
    )


def _lane(user_id: int, channel: ChannelCode, notice: Notice, at: datetime) -> str:
    """What is due to one member at the same moment goes in order.

    A lane waits for its first job, so a lane for all of a member's messages would hold up the
    account mail, and everything else, behind a summary that waits for the evening.
    """
    return f"{SEND}:{user_id}:{channel}:{at:%Y%m%d%H%M}" if notice.can_stop else ""


def _reaches(code: ChannelCode, user_id: int, choices: Choices) -> bool:
    if code == ChannelCode.EMAIL and mail_bounces(user_id, choices):
        return False
    return CHANNELS[code].reaches(user_id)


def _few(notice: Notice, reached: list[ChannelCode]) -> list[ChannelCode]:
    """Every channel for what the member asked for; for the account mail alone, if it arrives."""
    if not notice.can_stop and ChannelCode.EMAIL in reached:
        return [ChannelCode.EMAIL]
    return reached


def _write_off(user_id: int, notice: Notice, key: str, now: datetime) -> None:
    """Nothing reaches the member, so the log at least says that there was something."""
    Delivery.objects.bulk_create(
        [
            Delivery(
                user_id=user_id,
                key=f"{SEND}:{key}:{ChannelCode.EMAIL}",
                channel=ChannelCode.EMAIL,
                code=notice.code,
                state=DeliveryState.FAILED,
                reason=Reason.GONE,
                created_at=now,
                due_at=now,
                finished_at=now,
            )
        ],
        ignore_conflicts=True,
    )
