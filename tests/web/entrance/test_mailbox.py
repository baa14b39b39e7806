"""The demo's letter box reads what Django's file backend wrote, and only a demo has it."""

from __future__ import annotations

from pathlib import Path

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client
from pytest_django import Settings

from funade.web.entrance.views.mailbox import newest


def send(folder: Path, subject: str) -> None:
    mail = EmailMultiAlternatives(
        subject=subject,
        body="コードは 123456 です。",
        from_email="a@example.jp",
        to=["b@example.jp"],
    )
    mail.attach_alternative("<p>コードは 123456 です。</p>", "text/html")
    EmailBackend(file_path=str(folder)).send_messages([mail])


def test_mailbox_reads_mails_newest_first(tmp_path: Path) -> None:
    send(tmp_path, "確認コード")
    send(tmp_path, "お知らせがあります")
    mails = newest(tmp_path)
    assert [mail.subject for mail in mails] == ["お知らせがあります", "確認コード"]
    assert mails[0].to == "b@example.jp"
    assert mails[0].lines == ("コードは 123456 です。",)


def test_only_a_demo_has_a_mailbox(settings: Settings, tmp_path: Path) -> None:
    settings.FUNADE_DATA_DIR = tmp_path
    assert Client().get("/demo/mail/").status_code == 404
    settings.FUNADE_DEMO = True
    assert "まだメールはありません" in Client().get("/demo/mail/").content.decode()
