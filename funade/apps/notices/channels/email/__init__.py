"""Mail: the channel every member has."""

from funade.apps.notices.channels.email.channel import CHANNEL, post

__all__ = ["CHANNEL", "post"]
