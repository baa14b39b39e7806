"""The mail channel against a real SMTP server: bytes, headers, and what goes wrong."""

from __future__ import annotations

import base64
import re
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import override_settings

from funade.apps.notices.channels.email import AddressGoneError, Letter, post
from funade.apps.notices.channels.email.letter import quoted
from funade.apps.outbox.handling import GiveUpError, TryAgainError
from tests.factories.mail import Mailbox

LETTER = Letter(
    key="one",
    address="member@example.jp",
    subject="新しいお知らせが3件あります",
    lines=("くわしくは、ログインしてからご覧ください。",),
    path="/me/news/",
    stop_path=f"/stop/{'0123456789abcdef' * 4}/",
)


def _sent(box: Mailbox, letter: Letter = LETTER) -> EmailMessage:
    post(letter)
    return box.mails[-1]


def test_text_comes_first_and_both_parts_say_the_same(box: Mailbox) -> None:
    mail = _sent(box)
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    for part in (text, html):
        assert part.get_content_charset() == "utf-8"
        content = part.get_content()
        assert LETTER.lines[0] in content
        assert "http://localhost:8000/me/news/" in content
        assert f"http://localhost:8000{LETTER.stop_path}" in content


def test_headers_are_those_of_an_honest_machine(box: Mailbox) -> None:
    mail = _sent(box)
    assert mail["From"] == "Funade <notices@funade.example>"
    assert mail["Subject"] == LETTER.subject
    assert mail["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(mail["Date"]).tzinfo is not None
    assert re.fullmatch(r"<[0-9a-f]{40}@funade\.example>", mail["Message-ID"])


@override_settings(FUNADE_ORIGIN="https://a-rather-long-name-of-a-site.hokkaido.example.co.jp")
def test_stop_header_stands_in_one_readable_line(box: Mailbox) -> None:
    """Python wraps long words of a header in encoded words, which no stop button understands."""
    _sent(box)
    head = box.raw[-1].partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    host = "https://a-rather-long-name-of-a-site.hokkaido.example.co.jp"
    assert f"List-Unsubscribe: <{host}{LETTER.stop_path}>" in head
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head


def test_letter_without_opting_out_offers_none(box: Mailbox) -> None:
    mail = _sent(box, Letter("code", "a@example.jp", "確認コード", ("123456",)))
    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None


def test_s01_html_part_loads_nothing(box: Mailbox) -> None:
    html = next(part for part in _sent(box).walk() if part.get_content_type() == "text/html")
    content = html.get_content()
    assert not re.search(
        r"\b(?:src|srcset|background|poster)\s*=|<(?:img|link|style|iframe)|url\(", content
    )
    assert set(re.findall(r'"(https?://[^/"]+)', content)) == {"http://localhost:8000"}


def test_html_part_escapes_what_it_is_given(box: Mailbox) -> None:
    mail = _sent(box, Letter("k", "a@example.jp", "お知らせ", ("<b>&",)))
    html = next(part for part in mail.walk() if part.get_content_type() == "text/html")
    assert "&lt;b&gt;&amp;" in html.get_content()


def test_mail_is_seven_bits_so_that_no_relay_rewrites_it(box: Mailbox) -> None:
    _sent(box)
    assert box.raw[-1].isascii()
    assert max(map(len, box.raw[-1].split(b"\r\n"))) <= 998


def test_no_header_can_be_injected(box: Mailbox) -> None:
    mail = _sent(box, Letter("k", "a@example.jp", "お知らせ\r\nBcc: b@example.jp", ("本文",)))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "お知らせ Bcc: b@example.jp"
    assert box.recipients == ["a@example.jp"]


@pytest.mark.parametrize(
    "address",
    [
        "a@example.jp\r\nBcc: b@example.jp",
        "a@example.jp, b@example.jp",
        "a b@example.jp",
        "a",
        "@a",
        "A <a@example.jp>",
        'x"@example.jp',
        "a@",
        "",
    ],
)
def test_what_is_no_address_is_refused_for_good(box: Mailbox, address: str) -> None:
    with pytest.raises(AddressGoneError):
        post(Letter("k", address, "お知らせ", ("本文",)))
    assert not box.raw


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("a..b@docomo.ne.jp", '"a..b"@docomo.ne.jp'),
        ("a.@docomo.ne.jp", '"a."@docomo.ne.jp'),
        (".a@ezweb.ne.jp", '".a"@ezweb.ne.jp'),
        ("a.b@docomo.ne.jp", "a.b@docomo.ne.jp"),
    ],
)
def test_old_carrier_addresses_get_their_mail(box: Mailbox, address: str, header: str) -> None:
    mail = _sent(box, Letter("k", address, "お知らせ", ("本文",)))
    assert box.recipients == [address]
    assert quoted(address) == header
    assert mail["To"].addresses[0].username == address.partition("@")[0]
    assert f"To: {header}".encode() in box.raw[-1]


def test_dkim_signs_and_verifies_what_we_send(box: Mailbox) -> None:
    """The headers that a signature covers exist once each, and survive the wire."""
    _sent(box)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signed = [
        b"from",
        b"to",
        b"subject",
        b"date",
        b"message-id",
        b"mime-version",
        b"content-type",
        b"list-unsubscribe",
        b"list-unsubscribe-post",
    ]
    raw = box.raw[-1]
    head = raw.partition(b"\r\n\r\n")[0].lower()
    for name in signed:
        assert len(re.findall(rb"^" + name + rb":", head, re.MULTILINE)) == 1, name
    signature = dkim.sign(raw, b"s1", b"funade.example", private, include_headers=signed)

    def published(_name: bytes, **_options: Any) -> bytes:
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    assert dkim.verify(signature + raw, dnsfunc=published)
    changed = raw.replace(b"Auto-Submitted", b"Auto-submitted").replace(b"<", b"< ", 1)
    assert not dkim.verify(signature + changed, dnsfunc=published)


@pytest.mark.parametrize(
    ("answer", "error"),
    [("550 5.1.1 gone", AddressGoneError), ("451 4.7.1 later", TryAgainError)],
)
def test_answer_to_the_address(box: Mailbox, answer: str, error: type[Exception]) -> None:
    box.refuse_recipient = answer
    with pytest.raises(error) as caught:
        post(LETTER)
    assert LETTER.address not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 5.1.1 no such person", AddressGoneError),
        ("554 5.7.1 looks like spam", GiveUpError),
        ("452 4.2.2 full", TryAgainError),
    ],
)
def test_answer_to_the_text(box: Mailbox, answer: str, error: type[Exception]) -> None:
    box.refuse_text = answer
    with pytest.raises(error) as caught:
        post(LETTER)
    assert type(caught.value) is error


def test_line_that_dies_after_the_text_is_tried_again_under_the_same_id(box: Mailbox) -> None:
    box.die_after_data = 1
    with pytest.raises(TryAgainError):
        post(LETTER)
    post(LETTER)
    first, second = box.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_another_letter_has_another_id(box: Mailbox) -> None:
    post(LETTER)
    post(Letter("two", LETTER.address, LETTER.subject, LETTER.lines))
    first, second = box.mails
    assert first["Message-ID"] != second["Message-ID"]


def test_server_that_is_away_is_no_reason_to_give_up() -> None:
    away = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1},
    }
    with override_settings(MAILERS={"default": away}), pytest.raises(TryAgainError):
        post(LETTER)
