"""Delivering a letter, and telling what may pass from what will not."""

import smtplib
from collections.abc import Sequence
from typing import Final

from funade.apps.accounts.models import User
from funade.apps.notices.channels import Channel, Outgoing
from funade.apps.notices.channels.email.letter import (
    Letter,
    compose,
    message_id,
    what_shows,
)
from funade.apps.notices.enums import ChannelCode
from funade.apps.outbox.handling import GiveUpError, TryAgainError
from funade.core.privacy.neutral import betrayals


class AddressGoneError(GiveUpError):
    """The server says that this address takes no mail, now or later."""


class EmailChannel:
    """Mail to the member's own address."""

    code = ChannelCode.EMAIL

    def reaches(self, user_id: int) -> bool:
        """Whether there is an address; every account has one."""
        return User.objects.filter(pk=user_id, is_active=True).exclude(email="").exists()

    def send(self, message: Outgoing) -> str:
        """Hand the mail to the server; returns its Message-ID."""
        address = User.objects.filter(pk=message.user_id).values_list("email", flat=True).first()
        if not address:
            raise GiveUpError("no address")
        return post(
            Letter(
                key=message.key,
                address=address,
                subject=message.title,
                lines=message.lines,
                path=message.path,
                stop_path=message.stop_path,
            )
        )


def post(letter: Letter) -> str:
    """Hand one letter to the mail server; returns its Message-ID.

    Raises TryAgainError, GiveUpError or AddressGoneError; their texts quote nothing of the
    letter and not the address. A letter that betrays anything (S-13) is never sent.
    """
    if betrayals(what_shows(letter)):
        raise GiveUpError("the text would betray")
    try:
        mail = compose(letter)
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        if code >= 500:
            raise AddressGoneError(f"address refused: {code}") from None
        raise TryAgainError(f"address deferred: {code}") from None
    except smtplib.SMTPDataError as error:
        _refused_text(error)
    except (smtplib.SMTPException, OSError) as error:
        # Sign-in refused, sender refused, connection lost: ours to mend, so it may pass.
        raise TryAgainError(f"mail server: {type(error).__name__}") from None
    except ValueError:
        raise AddressGoneError("not a mail address") from None
    return message_id(letter.key)


def _refused_text(error: smtplib.SMTPDataError) -> None:
    if error.smtp_code >= 500:
        kind = AddressGoneError if _blames_address(error.smtp_error) else GiveUpError
        raise kind(f"mail refused: {error.smtp_code}") from None
    raise TryAgainError(f"mail deferred: {error.smtp_code}") from None


def _blames_address(text: bytes | str | Sequence[int]) -> bool:
    """Whether an enhanced status code (RFC 3463) says that it is the address: 5.1.x."""
    plain = text if isinstance(text, str) else bytes(text).decode("ascii", "replace")
    return plain.lstrip().startswith("5.1.")


CHANNEL: Final[Channel] = EmailChannel()
