"""Web Push: RFC 8030, 8188, 8291 and 8292 through pywebpush, which only this package imports.

The library takes half a second to import, so `sending` is imported where something is sent.
"""

from funade.apps.notices.channels.push.channel import PushChannel

CHANNEL = PushChannel()
