"""Mail: the channel every member has."""

from funade.apps.notices.channels.email.channel import CHANNEL, AddressGoneError, post
from funade.apps.notices.channels.email.letter import Letter, compose

__all__ = ["CHANNEL", "AddressGoneError", "Letter", "compose", "post"]
