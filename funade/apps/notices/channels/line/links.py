"""Who is connected to LINE, and how a LINE account is found without storing its id in clear."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.crypto import salted_hmac

from funade.apps.accounts.queries import open_sealed
from funade.apps.notices.models import LineLink
from funade.core.kernel.calendar import JST

_SALT: Final = "funade.notices.line"
_DIALOG: Final = "https://access.line.me/dialog/bot/accountLink"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{8,200}")


class NotFromLineError(Exception):
    """The signature does not fit the body, or the body is nothing LINE would send."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a member may know about their connection."""

    linked_at: datetime
    sent_at: datetime | None


def is_configured() -> bool:
    """Whether this installation has a LINE account at all."""
    return bool(settings.FUNADE_LINE_CHANNEL_SECRET and settings.FUNADE_LINE_CHANNEL_TOKEN)


def link_of(user_id: int) -> Link | None:
    """The member's connection, or None."""
    row = LineLink.objects.filter(user_id=user_id).first()
    return Link(row.linked_at, row.sent_at) if row else None


def address_of(user_id: int) -> str | None:
    """The LINE user id to write to, or None. Raises SealBrokenError when the key is gone."""
    row = LineLink.objects.filter(user_id=user_id).first()
    return str(open_sealed(user_id, row.address)) if row else None


def is_linked(line_user: str) -> bool:
    """Whether a LINE account belongs to some member."""
    return LineLink.objects.filter(lookup=lookup_of(line_user)).exists()


def midnight_before(now: datetime) -> datetime:
    """When the present day began in Japan."""
    return now.astimezone(JST).replace(hour=0, minute=0, second=0, microsecond=0)


def lookup_of(line_user: str) -> str:
    """The keyed hash by which a LINE user id is found; nobody without the key can try ids."""
    return salted_hmac(_SALT, line_user, algorithm="sha256").hexdigest()


def digest_of(nonce: str) -> str:
    """How a nonce is stored."""
    return salted_hmac(f"{_SALT}.nonce", nonce, algorithm="sha256").hexdigest()


def is_link_token(text: str) -> bool:
    """Whether ``text`` could be a link token; LINE says whether it is one."""
    return _TOKEN.fullmatch(text) is not None


def dialog_url(link_token: str, nonce: str) -> str:
    """Where LINE asks its user to agree, and checks that the token was made for that user."""
    return f"{_DIALOG}?{urlencode({'linkToken': link_token, 'nonce': nonce})}"


def friend_url() -> str:
    """Where one adds this installation's LINE account; "" when it is not told."""
    basic_id = settings.FUNADE_LINE_BASIC_ID
    return f"https://line.me/R/ti/p/{quote(basic_id, safe='')}" if basic_id else ""
