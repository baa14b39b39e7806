"""What the notices app holds about a member (see `accounts.sections`)."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from funade.apps.accounts.sections import Row, Section
from funade.apps.notices.actions import choose
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.models import Delivery
from funade.apps.notices.queries import choices_of
from funade.core.kernel.actor import user_actor
from funade.core.privacy.quiet import Hours, Window

_DAYS = ("weekday", "saturday", "sunday")


def _preferences(user_id: int) -> list[Row]:
    choices = choices_of(user_id)
    return [
        {
            "off": sorted(choices.off),
            **{day: _minutes(getattr(choices.hours, day)) for day in _DAYS},
            "silent_outside": choices.silent_outside,
            "digest_hour": choices.digest_hour,
            "stopped": choices.stopped,
        }
    ]


def _restore_preferences(user_id: int, rows: Sequence[Row], now: datetime) -> None:
    row, actor = rows[0], user_actor(user_id)
    with suppress(choose.NeverError):
        hours = Hours(**{day: _window(row[day]) for day in _DAYS})
        silent = bool(row["silent_outside"])
        choose.choose_hours(actor=actor, user_id=user_id, hours=hours, silent_outside=silent)
    choose.choose_digest_hour(actor=actor, user_id=user_id, hour=int(row["digest_hour"]) % 24)
    for channel in ChannelCode:
        choose.switch_channel(
            actor=actor, user_id=user_id, channel=channel, on=channel not in row["off"]
        )
    if row["stopped"]:
        choose.stop_everything(actor=actor, user_id=user_id, now=now)


def _minutes(window: Window | None) -> list[int] | None:
    return [window.start, window.end] if window else None


def _window(minutes: list[int] | None) -> Window | None:
    return Window(int(minutes[0]), int(minutes[1])) if minutes else None


def _deliveries(user_id: int) -> list[Row]:
    return [
        {
            "at": row.created_at.isoformat(),
            "channel": row.channel,
            "message": row.code,
            "state": row.state,
            "reason": row.reason,
            "finished_at": row.finished_at.isoformat() if row.finished_at else None,
        }
        for row in Delivery.objects.filter(user_id=user_id).order_by("pk")
    ]


SECTIONS = (
    Section("notices", "お知らせの受け取り方", _preferences, _restore_preferences),
    Section("deliveries", "届けた記録", _deliveries),
)
