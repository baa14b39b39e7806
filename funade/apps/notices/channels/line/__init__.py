"""LINE: the Messaging API through the official SDK, which only this package imports.

The SDK takes seconds to import, so `client` and `webhook` are imported where they are used.
"""

from funade.apps.notices.channels.line.channel import LineChannel

CHANNEL = LineChannel()
