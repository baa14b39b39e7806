"""How long the other side asks us to wait."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST: Final = timedelta(hours=6)
"""A peer may ask for quiet, not for silence until the message is worthless."""


def asked_to_wait(retry_after: str | None, now: datetime) -> timedelta | None:
    """What a Retry-After header says, in seconds or as a date (RFC 9110 §10.2.3).

    None when it is missing, unreadable or past: the outbox then backs off as it likes.
    """
    if not retry_after:
        return None
    try:
        wait = timedelta(seconds=int(retry_after))
    except OverflowError:
        return LONGEST
    except ValueError:
        wait = _until(retry_after, now)
    return min(wait, LONGEST) if wait > timedelta() else None


def _until(date: str, now: datetime) -> timedelta:
    try:
        then = parsedate_to_datetime(date)
    except ValueError:
        return timedelta()
    return (then if then.tzinfo else then.replace(tzinfo=UTC)) - now
