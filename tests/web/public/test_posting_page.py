"""The page of a posting, its markup, its end, and the comparison."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from funade.apps.catalog.actions.postings import close_postings
from funade.core.kernel.actor import KEEPER
from funade.core.terms.wages import PayBand
from tests.factories.listings import (
    NOW,
    TODAY,
    days,
    facility,
    opening_draft,
    posting_draft,
    publish,
    republish,
)
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db(transaction=True)


def markup(html: str) -> dict[str, object] | None:
    found = re.search(r'<script type="application/ld\+json">(.+?)</script>', html, re.DOTALL)
    return json.loads(found[1]) if found else None


def words(html: str) -> str:
    """The text of the page without its scripts, white space folded."""
    shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", shown)


def test_every_term_is_stated_or_said_to_be_missing(client: Client) -> None:
    row = publish(posting_draft(terms={"work": "一般外来。1診制"}))
    html = client.get(f"/jobs/{row.public_id}/").content.decode()
    assert "一般外来。1診制" in html
    assert "就業場所の変更の範囲" in html
    assert "法律で示すことになっている項目のうち" in html
    assert "記載なし" in html


def test_the_markup_says_exactly_what_the_page_says(client: Client) -> None:
    row = publish(posting_draft(title="<内科> & 外来", terms={"work": "a < b & c"}))
    html = client.get(f"/jobs/{row.public_id}/").content.decode()
    found = markup(html)
    assert found is not None
    page = words(html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for line in str(found["description"]).split("\n"):
        label, _, value = line.partition(": ")
        assert label in page
        for part in value.split("、"):
            assert part in page, part
    assert found["title"] == "<内科> & 外来"
    assert found["hiringOrganization"] == {
        "@type": "Organization",
        "name": row.facility.name,
    }
    assert found["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "JPY",
        "value": {
            "@type": "QuantitativeValue",
            "unitText": "DAY",
            "minValue": 80_000,
            "maxValue": 80_000,
        },
    }
    assert found["jobLocation"] == {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "JP",
            "addressRegion": "東京都",
            "addressLocality": "新宿区",
        },
    }


def test_a_posting_that_hides_its_facility_has_no_markup(client: Client) -> None:
    row = publish(posting_draft(name_hidden=True))
    html = client.get(f"/jobs/{row.public_id}/").content.decode()
    assert markup(html) is None
    assert "施設名は応募前の相談で開示" in html


def test_made_up_postings_stay_out_of_search_engines(client: Client) -> None:
    row = publish(at=facility(fictional=True))
    html = client.get(f"/jobs/{row.public_id}/").content.decode()
    assert '<meta name="robots" content="noindex">' in html


def test_a_closed_posting_is_gone_and_offers_others(client: Client) -> None:
    closed, similar = publish(), publish(posting_draft(title="似た求人です"))
    close_postings(actor=KEEPER, ids=[closed.pk], on=TODAY, now=NOW)
    response = client.get(f"/jobs/{closed.public_id}/")
    assert response.status_code == 410
    html = response.content.decode()
    assert f"/jobs/{similar.public_id}/" in html
    assert "noindex" in html
    assert markup(html) is None


def test_an_expired_posting_is_gone_before_anybody_closes_it(client: Client) -> None:
    row = publish(posting_draft(published_on=days(-9), expires_on=days(-1)))
    assert client.get(f"/jobs/{row.public_id}/").status_code == 410


def test_days_that_are_over_are_not_shown_any_more(client: Client) -> None:
    over, ahead = days(-2), days(9)
    row = publish(posting_draft(openings=(opening_draft(day=over), opening_draft(day=ahead))))
    html = client.get(f"/jobs/{row.public_id}/").content.decode()
    assert f"{ahead.month}/{ahead.day}(" in html
    assert f"{over.month}/{over.day}(" not in html
    assert "1名（残り1名）" in html


def test_what_was_never_published_does_not_exist(client: Client) -> None:
    row = publish()
    type(row).objects.filter(pk=row.pk).update(status="draft")
    assert client.get(f"/jobs/{row.public_id}/").status_code == 404
    assert client.get("/jobs/nosuchjob/").status_code == 404


def test_changes_are_told(client: Client) -> None:
    draft = posting_draft()
    row = publish(draft)
    republish(row, draft, pay_bands=(PayBand("shift", 95_000, 95_000),))
    html = client.get(f"/jobs/{row.public_id}/").content.decode()
    assert "<del>1回 8万円</del> → <ins>1回 9.5万円</ins>" in html


def test_comparison_marks_the_best_and_can_hide_what_is_equal(client: Client) -> None:
    low = publish(posting_draft(title="安い"))
    high = publish(posting_draft(title="高い", pay_bands=(PayBand("shift", 160_000, 160_000),)))
    url = f"/jobs/compare/?ids={low.public_id}&ids={high.public_id}"
    html = client.get(url).content.decode()
    assert html.count('class="best"') == 1
    assert "募集科目" in html
    only = client.get(url + "&diff=1").content.decode()
    assert "募集科目" not in only
    assert "時給換算" in only


def test_comparison_takes_two_to_four_and_says_what_it_left_out(client: Client) -> None:
    ids = [publish().public_id for _ in range(5)]
    assert "2件以上選んでください" in client.get(f"/jobs/compare/?ids={ids[0]}").content.decode()
    html = client.get("/jobs/compare/?" + "&".join(f"ids={it}" for it in ids)).content.decode()
    assert "1件は表示していません" in html


@pytest.mark.parametrize("count", [2, 4])
def test_comparison_costs_the_same_queries(client: Client, count: int) -> None:
    url = "/jobs/compare/?" + "&".join(f"ids={publish().public_id}" for _ in range(count))
    with assert_queries(2):
        client.get(url)


def test_kept_cards_come_by_id_and_say_when_they_ended(client: Client) -> None:
    open_row, closed = publish(), publish()
    close_postings(actor=KEEPER, ids=[closed.pk], on=TODAY, now=NOW)
    html = client.get(
        f"/jobs/kept/cards/?ids={closed.public_id}&ids={open_row.public_id}&ids=unknown"
    ).content.decode()
    assert html.index(closed.public_id) < html.index(open_row.public_id)
    assert html.count("募集は終了しました") == 1


def test_overnight_shifts_say_the_next_day(client: Client) -> None:
    row = publish(posting_draft(openings=(opening_draft(slot="night", starts=1_080, ends=1_950),)))
    assert "18:00〜翌8:30" in client.get(f"/jobs/{row.public_id}/").content.decode()
