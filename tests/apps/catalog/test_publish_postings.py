"""Storing drafts: nothing twice, nothing lost, every change told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from funade.apps.catalog.actions.postings import (
    NewPosting,
    close_expired,
    close_postings,
    publish_postings,
)
from funade.apps.catalog.models import IndexChange, Opening, Posting, PostingRevision
from funade.core.kernel.actor import IMPORTER, KEEPER
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

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_a_published_posting_with_derived_pay() -> None:
    row = publish(posting_draft(openings=(opening_draft(breaks=60),)))
    opening = row.openings.get()
    assert row.status == "published"
    assert (opening.pay_low, opening.hourly_low) == (80_000, 11_428)
    assert opening.starts_at is not None
    assert opening.starts_at.isoformat().endswith("00:00:00+00:00")


def test_storing_the_same_draft_again_changes_nothing() -> None:
    draft = posting_draft(openings=(opening_draft(), opening_draft(day=days(8))))
    row = publish(draft)
    before = (row.updated_at, list(row.openings.order_by("pk").values_list("pk", flat=True)))
    IndexChange.objects.all().delete()
    stored = republish(row, draft, openings=draft.openings[::-1])
    row.refresh_from_db()
    assert (stored.created, stored.updated, stored.unchanged) == (0, 0, 1)
    assert before == (
        row.updated_at,
        list(row.openings.order_by("pk").values_list("pk", flat=True)),
    )
    assert not IndexChange.objects.exists()


def test_a_change_is_told_in_words_and_keeps_the_openings_that_stay() -> None:
    stays, goes = opening_draft(), opening_draft(day=days(9))
    draft = posting_draft(openings=(stays, goes))
    row = publish(draft)
    kept = row.openings.get(day=stays.day).pk
    comes = opening_draft(day=days(20))
    republish(row, draft, openings=(stays, comes), pay_bands=(PayBand("shift", 90_000, 90_000),))
    assert row.openings.get(day=stays.day).pk == kept
    assert set(row.openings.values_list("day", flat=True)) == {stays.day, comes.day}
    told = {it.label: (it.before, it.after) for it in PostingRevision.objects.all()}
    assert told["給与"] == ("1回 8万円", "1回 9万円")
    assert set(told) == {"給与", "勤務日時"}
    assert row.openings.get(day=stays.day).pay_low == 90_000


def test_a_closed_posting_opens_again_when_it_is_published_again() -> None:
    draft = posting_draft()
    row = publish(draft)
    assert close_postings(actor=KEEPER, ids=[row.pk], on=TODAY, now=NOW) == 1
    assert close_postings(actor=KEEPER, ids=[row.pk], on=TODAY, now=NOW) == 0
    republish(row, draft)
    row.refresh_from_db()
    assert (row.status, row.closed_on) == ("published", None)


def test_dates_nobody_stated_stay_as_they_were_first_assumed() -> None:
    draft = posting_draft()
    row = publish(draft)
    later = replace(draft, published_on=days(3), expires_on=days(93))
    assumed = frozenset({"published_on", "expires_on"})
    item = NewPosting(row.facility_id, later, assumed)
    stored = publish_postings(actor=IMPORTER, items=[item], source="own", now=NOW)
    assert (stored.updated, stored.unchanged) == (0, 1)
    row.refresh_from_db()
    assert row.published_on == TODAY


def test_an_expired_posting_is_not_opened_by_an_old_file() -> None:
    draft = posting_draft(published_on=days(-30), expires_on=days(-1))
    row = publish(draft)
    close_expired(actor=KEEPER, now=NOW)
    assert republish(row, draft).unchanged == 1
    row.refresh_from_db()
    assert row.status == "closed"


def test_expired_postings_are_closed_and_others_are_not() -> None:
    old = publish(posting_draft(published_on=days(-30), expires_on=days(-1)))
    today = publish(posting_draft(expires_on=TODAY))
    assert close_expired(actor=KEEPER, now=NOW) == 1
    states = dict(Posting.objects.values_list("pk", "status"))
    assert states == {old.pk: "closed", today.pk: "published"}


def test_of_two_drafts_with_one_id_the_last_counts() -> None:
    at = facility().pk
    one, two = posting_draft(external_id="x"), posting_draft(external_id="x", title="後の版")
    publish_postings(
        actor=IMPORTER, items=[NewPosting(at, one), NewPosting(at, two)], source="own", now=NOW
    )
    assert Posting.objects.get().title == "後の版"


def test_postings_without_an_id_are_never_taken_for_the_same() -> None:
    at = facility().pk
    items = [NewPosting(at, posting_draft(external_id="")) for _ in range(2)]
    publish_postings(actor=IMPORTER, items=items, source="own", now=NOW)
    publish_postings(actor=IMPORTER, items=items, source="own", now=NOW)
    assert Posting.objects.count() == 4


def test_a_batch_costs_the_same_queries_for_one_and_for_three() -> None:
    at = facility().pk
    for count in (1, 3):
        items = [NewPosting(at, posting_draft()) for _ in range(count)]
        with assert_queries(_batch_queries()):
            publish_postings(actor=IMPORTER, items=items, source="own", now=NOW)


def _batch_queries() -> int:
    """Savepoint ×2, look-up, postings, openings, log; PostgreSQL asks for its transaction id."""
    from django.db import connection

    return 7 if connection.vendor == "postgresql" else 6


@pytest.mark.parametrize(
    ("column", "value"),
    [("ends", 540), ("starts", 1_500), ("places_left", 2), ("pay_low", 90_000)],
)
def test_the_database_itself_refuses_nonsense(column: str, value: int) -> None:
    opening = publish().openings.get()
    setattr(opening, column, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        opening.save()
    assert Opening.objects.filter(pk=opening.pk).exists()
