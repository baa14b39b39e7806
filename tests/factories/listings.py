"""Facilities and postings, as drafts and as rows."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from funade.apps.catalog.actions.postings import NewPosting, publish_postings
from funade.apps.catalog.engines import oldest_running_xid
from funade.apps.catalog.models import Facility, IndexChange, Operator, Posting
from funade.core.kernel.actor import IMPORTER
from funade.core.kernel.calendar import JST
from funade.core.listings.draft import FacilityDraft, OpeningDraft, PostingDraft
from funade.core.terms.wages import PayBand

NOW = timezone.now()
TODAY = NOW.astimezone(JST).date()
_numbers = itertools.count(1)


def days(ahead: int) -> date:
    """The day so many days from today in Japan."""
    return TODAY + timedelta(days=ahead)


def opening_draft(**values: Any) -> OpeningDraft:
    """A day shift in a week, 9:00 to 17:00."""
    ordinary = {"slot": "day", "day": days(7), "starts": 540, "ends": 1020}
    return OpeningDraft(**{**ordinary, **values})


def posting_draft(**values: Any) -> PostingDraft:
    """A spot posting with one opening at 80,000 yen, named and complete enough to show."""
    ordinary: dict[str, Any] = {
        "external_id": f"t{next(_numbers)}",
        "kind": "spot",
        "title": "一般内科外来",
        "departments": ("01001",),
        "duties": ("outpatient",),
        "pay_bands": (PayBand("shift", 80_000, 80_000),),
        "published_on": TODAY,
        "confirmed_on": TODAY,
        "expires_on": days(60),
        "openings": (opening_draft(),),
    }
    return PostingDraft(**{**ordinary, **values})


def facility_draft(**values: Any) -> FacilityDraft:
    """A hospital in 新宿区."""
    ordinary: dict[str, Any] = {
        "name": "みなと病院",
        "kind": "acute",
        "prefecture": "13",
        "municipality": "13104",
        "latitude": 35.69,
        "longitude": 139.70,
        "precision": "town",
    }
    return FacilityDraft(**{**ordinary, **values})


def facility(**values: Any) -> Facility:
    """A stored facility with an operator of its own."""
    number = next(_numbers)
    operator = Operator.objects.create(name=f"医療法人第{number}会", name_key=f"o{number}")
    ordinary: dict[str, Any] = {
        "public_id": f"facility{number:04}",
        "operator": operator,
        "name": f"みなと第{number}病院",
        "kind": "acute",
        "prefecture": "13",
        "municipality": "13104",
        "address": "東京都新宿区西新宿1-2-3",
        "latitude": 35.69,
        "longitude": 139.70,
        "precision": "town",
        "name_key": str(number),
        "address_key": str(number),
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Facility.objects.create(**{**ordinary, **values})


def publish(draft: PostingDraft | None = None, *, at: Facility | None = None) -> Posting:
    """A published posting, through the action that publishes everything."""
    item = NewPosting((at or facility()).pk, draft or posting_draft())
    stored = publish_postings(actor=IMPORTER, items=[item], source="own", now=NOW)
    return Posting.objects.get(pk=stored.ids[0])


def republish(row: Posting, draft: PostingDraft, **changes: Any) -> Any:
    """The same posting stored again with some values changed."""
    item = NewPosting(row.facility_id, replace(draft, **changes))
    return publish_postings(actor=IMPORTER, items=[item], source="own", now=NOW)


def settle() -> None:
    """Wait until no transaction older than our changes runs: other tests share the server."""
    deadline = time.monotonic() + 10
    last = IndexChange.objects.aggregate(last=Max("xid"))["last"] or 0
    while (oldest := oldest_running_xid()) is not None and oldest <= last:
        assert time.monotonic() < deadline, "a transaction has been running for 10 s"
        time.sleep(0.01)
