"""A member keeps a search, is told of something new, reads it, and stops it all."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.browser import axe
from tests.e2e.looks import every_look
from tests.e2e.members import look, run, sign_in
from tests.e2e.site import Site

_PUBLISH = """
from datetime import timedelta
from django.utils import timezone
from funade.apps.catalog.actions.postings import NewPosting, publish_postings
from funade.apps.catalog.models import Facility
from funade.core.kernel.actor import DEMO
from funade.core.kernel.calendar import JST
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.terms.wages import PayBand
now = timezone.now()
today = now.astimezone(JST).date()
house = Facility.objects.filter(prefecture="13").order_by("pk").first()
draft = PostingDraft(
    external_id={key!r}, kind="spot", title={title!r}, departments=("01001",),
    duties=("outpatient",), pay_bands=(PayBand("shift", 80_000, 80_000),), published_on=today,
    confirmed_on=today, expires_on=today + timedelta(days=30),
    openings=(OpeningDraft(slot="day", day=today + timedelta(days=9), starts=540, ends=1020),),
)
publish_postings(actor=DEMO, items=[NewPosting(house.pk, draft)], source="own", now=now)
print("=done")
"""


def publish(site: Site, key: str, title: str) -> None:
    """Something new in the site's own database."""
    run(site, _PUBLISH.format(key=key, title=title))


def save_search(page: Page) -> None:
    """東京都 and 内科, kept from the public page."""
    page.goto("/jobs/?area=13&dept=01001")
    page.get_by_role("button", name="この条件を保存").click()


def test_s14_member_is_told_of_something_new_and_stops_it_all(page: Page, demo_site: Site) -> None:
    address = sign_in(page.context, demo_site)
    demo_site.funade("work", "--once")  # from here on, what is published is news
    save_search(page)
    page.goto("/me/searches/")
    expect(page.locator("main")).to_contain_text("東京都")
    publish(demo_site, f"new-{address}", "新しい内科外来")
    demo_site.funade("work", "--once")
    page.goto("/me/news/")
    expect(page.locator("main")).to_contain_text("新しい内科外来")
    waiting = (
        "list(__import__('funade.apps.notices.models', fromlist=['Delivery']).Delivery.objects"
        f".filter(user__email={address!r}).values_list('code', flat=True))"
    )
    assert look(demo_site, waiting) == "['new-items']"
    page.goto("/me/notices/")
    page.get_by_role("button", name="すべて止める").click()
    publish(demo_site, f"late-{address}", "あとから出た内科外来")
    demo_site.funade("work", "--once")
    assert look(demo_site, waiting) == "['new-items']"
    page.goto("/me/news/")
    expect(page.locator("main")).to_contain_text("あとから出た内科外来")


def test_s16_feed_says_nothing_and_is_gone_once_revoked(page: Page, demo_site: Site) -> None:
    sign_in(page.context, demo_site)
    page.goto("/me/calendar/")
    page.get_by_role("textbox").first.fill("自宅")
    page.get_by_role("button", name=re.compile("作る|つくる|加える")).click()
    found = re.search(r"/feeds/[\w-]+\.ics", page.content())
    assert found
    answer = page.request.get(found[0])
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR\r\n")
    page.goto("/me/calendar/")
    assert found[0] not in page.content()  # shown once
    page.get_by_role("button", name=re.compile("消す|削除|取り消す|止める")).first.click()
    assert page.request.get(found[0]).status == 404


@every_look
def test_no_barriers_on_alert_pages(page: Page, demo_site: Site) -> None:
    address = sign_in(page.context, demo_site)
    demo_site.funade("work", "--once")
    save_search(page)
    publish(demo_site, f"axe-{address}", "見やすさの内科外来")
    demo_site.funade("work", "--once")
    for path in ("/me/searches/", "/me/news/", "/me/calendar/", "/me/"):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
