"""A member's choices as a value, and what follows from them for one message."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.messages import Notice
from funade.core.kernel.calendar import JST
from funade.core.privacy.quiet import DEFAULT_HOURS, Hours, is_open, next_allowed

DEFAULT_DIGEST_HOUR: Final = 20
CAN_BE_SILENT: Final = frozenset({ChannelCode.LINE})
"""Channels that can deliver without an alert."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a member chose; the defaults are those of somebody who chose nothing."""

    off: frozenset[ChannelCode] = frozenset()
    hours: Hours = DEFAULT_HOURS
    silent_outside: bool = False
    digest_hour: int = DEFAULT_DIGEST_HOUR
    stopped: bool = False
    bounced_digest: str = ""

    def wants(self, notice: Notice, channel: ChannelCode) -> bool:
        """Whether the message may be sent on this channel at any time at all."""
        if not notice.can_stop:
            return True
        return not self.stopped and channel not in self.off and self.hours.ever

    def silent(self, notice: Notice, channel: ChannelCode, now: datetime) -> bool:
        """Whether it goes without an alert because it goes outside the hours."""
        chosen = self.silent_outside and channel in CAN_BE_SILENT
        return notice.can_stop and chosen and not is_open(now, self.hours)

    def first_moment(self, notice: Notice, channel: ChannelCode, now: datetime) -> datetime:
        """From when it may be sent, for a message that is wanted."""
        if not notice.can_stop or (self.silent_outside and channel in CAN_BE_SILENT):
            return now
        return next_allowed(now, self.hours) or now

    def digest_moment(self, notice: Notice, now: datetime) -> datetime:
        """``now``, or for a summary the next full hour the member chose, if it is not this one."""
        local = now.astimezone(JST)
        if not notice.digest or local.hour == self.digest_hour:
            return now
        at = local.replace(hour=self.digest_hour, minute=0, second=0, microsecond=0)
        return (at if at > local else at + timedelta(days=1)).astimezone(now.tzinfo)
