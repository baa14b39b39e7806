"""One mail as bytes: text first, a small HTML part that loads nothing, and honest headers."""

from dataclasses import dataclass
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage as WireMessage
from email.policy import SMTP, EmailPolicy
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join

from funade.apps.notices.messages import SENDER_NAME


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail says, and to which address."""

    key: str
    """The Message-ID derives from it: the same letter sent twice is one for the reader's mail
    program, and tells others nothing."""
    address: str
    subject: str
    lines: tuple[str, ...]
    path: str = ""
    """Where to read on; "" for a letter that says all it has to say."""
    stop_path: str = ""
    """One-click unsubscribe (RFC 8058); "" for letters one cannot opt out of."""


class _UnfoldedHeader(UnstructuredHeader):
    """An address of the web as a header. Python would wrap a long one in encoded words, which no
    mail program that offers a stop button decodes."""

    max_count = 1

    def fold(self, *, policy: Any) -> str:
        # The registry mixes this class into `BaseHeader`, a str that knows its name.
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


def _policy() -> "EmailPolicy[Any]":
    """7 bits only, so that no relay re-encodes what DKIM has signed."""
    headers = HeaderRegistry()
    headers.map_to_type("list-unsubscribe", _UnfoldedHeader)  # type: ignore[arg-type]
    return SMTP.clone(cte_type="7bit", header_factory=headers)


_POLICY: Final = _policy()


class _Mail(EmailMultiAlternatives):
    """Django's message under our policy, whichever the backend proposes."""

    def message(self, **_proposed: Any) -> WireMessage:
        return super().message(policy=_POLICY)


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The mail of a letter. Raises ValueError for an address that cannot be one."""
    mail = _Mail(
        subject=" ".join(letter.subject.split()),  # a line break would be another header
        body=text_of(letter),
        from_email=str(Address(SENDER_NAME, addr_spec=settings.FUNADE_MAIL_FROM)),
        to=[quoted(letter.address)],
        headers=_headers(letter),
    )
    mail.attach_alternative(html_of(letter), "text/html")
    return mail


def message_id(key: str) -> str:
    """The Message-ID of a key, in our own domain."""
    digest = salted_hmac("funade.mail.message-id", key, algorithm="sha256").hexdigest()[:40]
    return f"<{digest}@{settings.FUNADE_MAIL_FROM.rpartition('@')[2]}>"


def quoted(address: str) -> str:
    """An address as a header may carry it: ``a..b@docomo.ne.jp`` → ``"a..b"@docomo.ne.jp``.

    Carriers gave such addresses away for years; RFC 5322 knows them only in quotes. Raises
    ValueError when there is no address in it at all, or more than an address.
    """
    local, at, domain = address.rpartition("@")
    if not (local and at and domain and address.isprintable()) or set(address) & set(' <>,;:"\\'):
        raise ValueError("not a mail address")
    atoms = local.split(".")
    return address if all(atoms) else f'"{local}"@{domain}'


def what_shows(letter: Letter) -> str:
    """All that a mail program may show to whoever looks over a shoulder: sender, subject, body."""
    sender = f"{SENDER_NAME} {settings.FUNADE_MAIL_FROM}"
    return "\n".join((sender, letter.subject, text_of(letter), html_of(letter)))


def text_of(letter: Letter) -> str:
    """The text part."""
    blocks = ["\n".join(letter.lines)]
    if letter.path:
        blocks.append(_url(letter.path))
    if letter.stop_path:
        blocks.append(f"お知らせを止める:\n{_url(letter.stop_path)}")
    return "\n\n".join(blocks) + "\n"


def html_of(letter: Letter) -> str:
    """The HTML part: paragraphs and links to this site, nothing that is fetched."""
    parts = [format_html_join("\n", "<p>{}</p>", ((line,) for line in letter.lines))]
    if letter.path:
        parts.append(format_html('<p><a href="{}">ログインして読む</a></p>', _url(letter.path)))
    if letter.stop_path:
        parts.append(
            format_html('<p><a href="{}">お知らせを止める</a></p>', _url(letter.stop_path))
        )
    head = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{}</title></head>'
    return format_html(
        head + "<body>{}</body></html>",
        SENDER_NAME,
        format_html_join("\n", "{}", ((part,) for part in parts)),
    )


def _headers(letter: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(letter.key),
        "Auto-Submitted": "auto-generated",
        "Content-Language": "ja",
    }
    if letter.stop_path:
        headers["List-Unsubscribe"] = f"<{_url(letter.stop_path)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _url(path: str) -> str:
    return f"{settings.FUNADE_ORIGIN}{path}"
