"""S-13: no message, on no channel, at no event, tells what its reader is here for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import resolve

from funade.apps.accounts.models import User
from funade.apps.notices.actions import letters
from funade.apps.notices.actions.notify import notify
from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.checks import neutral_addresses
from funade.apps.notices.enums import ChannelCode
from funade.apps.notices.messages import (
    CHANGES,
    MESSAGES,
    AccountChanged,
    Digest,
    NewItems,
    Notice,
    StaffLooked,
    TestMessage,
    restored,
    stored,
)
from funade.apps.notices.models import Delivery
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.models import Job
from funade.core.privacy.neutral import BANNED, betrayals
from tests.apps.notices.letters import LETTERS, WRITERS
from tests.apps.notices.worker import FakeChannel, run_due
from tests.factories.accounts import TESTER
from tests.factories.mail import Mailbox

EVENING = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
_COUNTS = (0, 1, 2, 10, 999_999)

EVENTS: dict[str, list[Notice]] = {
    "new-items": [NewItems(count) for count in _COUNTS],
    "digest": [Digest(count) for count in _COUNTS],
    "account-changed": [AccountChanged(what) for what in CHANGES],
    "staff-looked": [StaffLooked()],
    "test": [TestMessage()],
}
"""Every message with everything that can be put into it."""
ALL = [pytest.param(it, id=f"{code}-{n}") for code in EVENTS for n, it in enumerate(EVENTS[code])]


def test_events_cover_every_message() -> None:
    assert set(EVENTS) == set(MESSAGES)
    assert all(type(it) is MESSAGES[code] for code, them in EVENTS.items() for it in them)


@pytest.mark.parametrize("notice", ALL)
def test_s13_mail_betrays_nothing(somebody: User, box: Mailbox, notice: Notice) -> None:
    notify(actor=TESTER, user_id=somebody.pk, notice=notice, key="k", now=EVENING)
    run_due(EVENING)
    (mail,) = box.mails
    for where, text in _shown(mail):
        assert text.strip(), where
        assert not betrayals(text), where


@pytest.mark.parametrize("code", [it for it in ChannelCode if it != ChannelCode.EMAIL])
@pytest.mark.parametrize("notice", ALL)
def test_s13_other_channels_are_handed_nothing_that_betrays(
    somebody: User, monkeypatch: pytest.MonkeyPatch, notice: Notice, code: ChannelCode
) -> None:
    channel = FakeChannel(code, {somebody.pk})
    monkeypatch.setattr(CHANNELS[ChannelCode.EMAIL], "reaches", lambda _user: False, raising=False)
    monkeypatch.setitem(CHANNELS, code, channel)
    notify(actor=TESTER, user_id=somebody.pk, notice=notice, key="k", now=EVENING)
    run_due(EVENING)
    (message,) = channel.sent
    assert not betrayals("\n".join((message.title, *message.lines, message.path)))


@pytest.mark.parametrize("name", LETTERS)
def test_s13_letters_betray_nothing(db: None, box: Mailbox, name: str) -> None:
    subject, lines = LETTERS[name]
    letters.write_letter(
        actor=TESTER, address="a@example.jp", subject=subject, lines=lines, key=name, now=EVENING
    )
    run_due(EVENING)
    (mail,) = box.mails
    assert not [found for _, text in _shown(mail) for found in betrayals(text)]


def test_s13_every_writer_of_letters_is_in_the_table() -> None:
    web = Path(__file__).parents[3] / "funade" / "web"
    found = {
        str(file.relative_to(web))
        for file in web.rglob("*.py")
        if "write_letter(" in file.read_text(encoding="utf-8")
    }
    assert found == WRITERS


def test_s13_text_that_betrays_is_not_sent(
    somebody: User, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewItems, "title", lambda _self: "新しい求人があります")
    notify(actor=TESTER, user_id=somebody.pk, notice=NewItems(1), key="k", now=EVENING)
    run_due(EVENING)
    assert not box.raw
    assert Job.objects.get().state == JobState.DEAD
    assert Delivery.objects.get().reason == "text"


def test_s13_letter_that_betrays_is_not_sent(db: None, box: Mailbox) -> None:
    letters.write_letter(
        actor=TESTER, address="a@example.jp", subject="面談のご案内", lines=(), key="k", now=EVENING
    )
    run_due(EVENING)
    assert not box.raw
    assert Job.objects.get().state == JobState.DEAD


def test_s13_secret_of_a_stop_link_can_never_spell_a_banned_word() -> None:
    assert not [word for word in BANNED if set(word) <= set("0123456789abcdef/")]


@pytest.mark.parametrize("notice", ALL)
def test_message_survives_the_queue(notice: Notice) -> None:
    assert restored(stored(notice)) == notice


def test_change_that_nobody_wrote_down_is_refused() -> None:
    with pytest.raises(ValueError, match="no such change"):
        AccountChanged("name")


def test_letter_lies_sealed_in_the_queue(db: None) -> None:
    letters.write_letter(
        actor=TESTER,
        address="a@example.jp",
        subject="確認コード",
        lines=("123456",),
        key="k",
        now=EVENING,
    )
    kept = str(Job.objects.get().payload)
    assert not [word for word in ("a@example.jp", "確認コード", "123456") if word in kept]


@pytest.mark.parametrize("notice", ALL)
def test_message_leads_to_a_page(notice: Notice) -> None:
    assert str(resolve(notice.path()).url_name).startswith("member-")


def test_table_of_messages_in_the_docs_is_complete() -> None:
    text = (Path(__file__).parents[3] / "docs" / "notices.md").read_text(encoding="utf-8")
    table = text.partition("## Messages")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (yes|no) \|", table, re.MULTILINE)
    assert rows == [
        (code, kind.label, "yes" if kind.can_stop else "no") for code, kind in MESSAGES.items()
    ]


@pytest.mark.parametrize("name", ["FUNADE_ORIGIN", "FUNADE_MAIL_FROM"])
def test_s13_host_name_that_betrays_is_an_error_of_the_set_up(name: str) -> None:
    assert not neutral_addresses()
    with override_settings(**{name: "a@doctor-jobs.example.jp"}):
        (found,) = neutral_addresses()
    assert found.id == "notices.E001"
    assert found.msg.startswith(name)


def _shown(mail: EmailMessage) -> Iterator[tuple[str, str]]:
    """What a mail program shows: sender, subject, the whole of both parts."""
    yield "sender", str(mail["From"])
    yield "subject", str(mail["Subject"])
    for part in mail.iter_parts():
        assert isinstance(part, EmailMessage)
        yield part.get_content_type(), part.get_content()
