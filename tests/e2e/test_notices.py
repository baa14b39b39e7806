"""Messages in a real browser: choose hours, try a channel, read the log, stop everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import axe
from tests.e2e.looks import every_look
from tests.e2e.members import look, run, sign_in
from tests.e2e.site import Site

_NOTIFY = """
from datetime import UTC, datetime
from funade.apps.accounts.models import User
from funade.apps.notices.actions.notify import notify
from funade.apps.notices.messages import AccountChanged, Digest, NewItems, StaffLooked
from funade.core.kernel.actor import KEEPER
user = User.objects.get(email={email!r})
for hour, notice in enumerate((NewItems(3), Digest(12), StaffLooked(), AccountChanged("email"))):
    now = datetime(2026, 11, 10, hour, tzinfo=UTC)
    notify(actor=KEEPER, user_id=user.pk, notice=notice, key=f"{{user.pk}}-{{hour}}", now=now)
from django.utils import timezone
from funade.apps.notices.models import Delivery
Delivery.objects.filter(user=user).update(created_at=timezone.now())
"""


def _mails(site: Site, to: str) -> Iterator[EmailMessage]:
    """What the demo's mail folder holds for one address."""
    for file in sorted((site.data_dir / "mail").glob("*.log")):
        for part in file.read_bytes().split(b"-" * 79):
            mail = message_from_bytes(part.strip(), policy=default)
            if mail["To"] == to:
                yield mail


@every_look
@pytest.mark.parametrize("path", ["/me/notices/", "/me/notices/hours/", "/me/notices/log/"])
def test_no_barriers_on_the_pages_about_messages(page: Page, demo_site: Site, path: str) -> None:
    email = sign_in(page.context, demo_site)
    run(demo_site, _NOTIFY.format(email=email))
    page.goto(path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_member_chooses_hours_tries_mail_reads_the_log_and_stops(
    page: Page, demo_site: Site
) -> None:
    email = sign_in(page.context, demo_site)
    page.goto("/me/notices/")
    page.get_by_role("link", name="届ける時間を変える").click()
    for day in ("weekday", "saturday", "sunday"):
        page.locator(f"#{day}-from").select_option(label="知らせない")
    page.get_by_role("button", name="保存する").click()
    expect(page).to_have_title(re.compile("^エラー: "))
    axe(page)
    page.locator("#weekday-from").select_option(label="20:00")
    page.locator("#weekday-until").select_option(label="翌1:00")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("status")).to_contain_text("届ける時間を保存しました。")
    expect(page.locator(".facts")).to_contain_text("20:00〜翌1:00")

    mail_way = page.locator(".way", has=page.get_by_role("heading", name="メール"))
    mail_way.get_by_role("button", name="試しに送る").click()
    expect(page.get_by_role("status")).to_contain_text("試しのお知らせを送ります")
    demo_site.funade("work", "--once")
    (mail,) = _mails(demo_site, email)
    assert mail["Subject"] == "お試しのお知らせ"
    page.get_by_role("link", name="届けた記録を見る").click()
    expect(page.locator(".deliveries li")).to_contain_text("送信済み")

    page.goto("/me/notices/")
    page.get_by_role("button", name="すべて止める").click()
    expect(page.locator("main")).to_contain_text("お知らせをすべて止めています")
    axe(page)
    page.get_by_role("button", name="再開する").click()
    expect(page.get_by_role("button", name="すべて止める")).to_be_visible()


def test_link_in_a_mail_stops_without_signing_in(page: Page, demo_site: Site) -> None:
    email = sign_in(page.context, demo_site)
    page.context.clear_cookies()
    token = run(
        demo_site,
        "from funade.apps.accounts.models import User\n"
        "from django.utils import timezone\n"
        "from funade.apps.notices.actions.stop_links import stop_token\n"
        "from funade.core.kernel.actor import KEEPER\n"
        f"user = User.objects.get(email={email!r})\n"
        "print('token=' + stop_token(actor=KEEPER, user_id=user.pk, now=timezone.now()))",
    )
    page.goto(f"/stop/{token}/")
    axe(page)
    page.get_by_role("button", name="すべて止める").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("お知らせを止めました")
    axe(page)
    assert not page.context.cookies()
    stopped = "__import__('funade.apps.notices.models').apps.notices.models.Preference.objects"
    assert look(demo_site, f"{stopped}.get(user__email={email!r}).stopped_at is not None") == "True"
