"""The channels there are, by code. A new one adds its line here."""

from collections.abc import Mapping
from typing import Final

from funade.apps.notices.channels import Channel
from funade.apps.notices.channels.email import CHANNEL as EMAIL
from funade.apps.notices.channels.line import CHANNEL as LINE
from funade.apps.notices.channels.push import CHANNEL as PUSH
from funade.apps.notices.enums import ChannelCode

CHANNELS: Final[Mapping[ChannelCode, Channel]] = {
    ChannelCode.EMAIL: EMAIL,
    ChannelCode.LINE: LINE,
    ChannelCode.PUSH: PUSH,
}
