"""The demo's letter box: what would have been sent, so that signing up can be tried out.

Only a demo has it (`FUNADE_DEMO`), and only one that writes its mail to a folder.
"""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funade.web.entrance.views.demo import demo_only

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as its reader sees it."""

    to: str
    subject: str
    lines: tuple[str, ...]


@demo_only
@require_safe
def mailbox_page(request: HttpRequest) -> HttpResponse:
    """The newest mails of the demo, newest first."""
    return render(request, "entrance/demo-mail.html", {"mails": newest(folder())})


def folder() -> Path:
    """Where `tools/demo.sh` has the mail written."""
    return Path(settings.FUNADE_DATA_DIR) / "mail"


def newest(where: Path) -> list[Mail]:
    """The newest mails in a folder of Django's file backend."""
    files = sorted(where.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    found = [mail for file in files[:SHOWN] for mail in _mails(file.read_bytes())]
    return found[:SHOWN]


def _mails(content: bytes) -> list[Mail]:
    """The mails of one file, the last one first."""
    parts = content.split(b"-" * 79)  # how the backend ends each mail
    parsed = [message_from_bytes(part.strip(), policy=policy.default) for part in parts]
    return [_mail(it) for it in reversed(parsed) if it["To"] and isinstance(it, EmailMessage)]


def _mail(message: EmailMessage) -> Mail:
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return Mail(str(message["To"]), str(message["Subject"]), tuple(text.splitlines()))
