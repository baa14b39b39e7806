"""A real SMTP server on this machine, which can be told to misbehave."""

from __future__ import annotations

import asyncio
import socket
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

from funade.config.mail import mailer_settings


@dataclass
class Mailbox:
    """What the server took, and how it is to answer next."""

    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse_recipient: str = ""
    """The answer to RCPT, e.g. ``550 5.1.1 gone``; "" takes everybody."""
    refuse_text: str = ""
    """The answer after DATA; "" takes everything."""
    slow: Callable[[], float] = lambda: 0.0
    """How many seconds pass between taking a text and saying so."""
    die_after_data: int = 0
    """How many times the line goes dead after the text has been taken: nobody hears the 250."""

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    # The names are aiosmtpd's.
    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refuse_text:
            return self.refuse_text
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        await asyncio.sleep(self.slow())
        if self.die_after_data:
            self.die_after_data -= 1
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Everything this program sends inside the block goes to a server on a free port."""
    box = Mailbox()
    with receiving(box) as url, override_settings(MAILERS={"default": mailer_settings(url)}):
        yield box


@contextmanager
def receiving(box: Mailbox) -> Iterator[str]:
    """The server's address, as FUNADE_MAIL_URL has it, while the block runs."""
    port = _free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}?tls=0"
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
