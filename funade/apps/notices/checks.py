"""What would stop every message, said before the first one is written."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from funade.core.privacy.neutral import betrayals


@register
def neutral_addresses(**_options: Any) -> list[CheckMessage]:
    """The site's address and the sender's stand in every mail (STEALTH S-13)."""
    return [
        Error(
            f"{name} tells what this site is about: {', '.join(found)}",
            hint="Every message would be held back; use a neutral domain (docs/notices.md).",
            id="notices.E001",
        )
        for name in ("FUNADE_ORIGIN", "FUNADE_MAIL_FROM")
        if (found := betrayals(getattr(settings, name)))
    ]
