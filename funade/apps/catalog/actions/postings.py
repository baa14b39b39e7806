"""Publishing, changing and closing postings.

A posting is told apart by ``(source, external_id)``: storing the same draft again changes
nothing, storing a changed one updates it, keeps the ids of the openings that stay, and notes
what changed. Every change also writes one row of the log that the search index follows.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, Final

from django.db import transaction

from funade.apps.catalog.actions.index_log import note_changes
from funade.apps.catalog.drafts import opening_draft, posting_draft
from funade.apps.catalog.enums import PostingStatus
from funade.apps.catalog.models import Opening, Posting, PostingRevision
from funade.core.kernel.actor import Actor
from funade.core.kernel.calendar import JST, at_minute
from funade.core.listings.changes import changes_between
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.listings.pay import opening_pay

BATCH: Final = 500
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A draft and the facility it belongs to.

    ``assumed`` names dates of the draft that its source does not state; a posting that is already
    published keeps its own.
    """

    facility: int
    draft: PostingDraft
    assumed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Stored:
    """How many postings an action created, changed, and found as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    ids: list[int] = field(default_factory=list)
    stated: set[int] = field(default_factory=set)
    """Those of ``ids`` that say something new to a reader of the page."""

    def add_updated(self, posting: int, outcome: "Outcome") -> None:
        """Count one posting that was there before."""
        if outcome is Outcome.SAME:
            self.unchanged += 1
            return
        self.updated += 1
        self.ids.append(posting)
        if outcome is Outcome.NEWS:
            self.stated.add(posting)


class Outcome(Enum):
    """What storing a draft again did."""

    SAME = auto()
    QUIET = auto()
    """Something changed that no page tells, such as the day of confirmation."""
    NEWS = auto()


def new_public_id() -> str:
    """Twelve characters nobody can guess or count by; no letters that look alike."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


@transaction.atomic
def publish_postings(
    *, actor: Actor, items: Sequence[NewPosting], source: str, now: datetime
) -> Stored:
    """Store and publish drafts in one transaction; see the module for what "store" means.

    Of several drafts with one ``external_id`` the last counts; "" is never taken for the same.
    """
    items = _once(items)
    known = _known(items, source)
    stored = Stored()
    fresh = [item for item in items if item.draft.external_id not in known]
    rows = Posting.objects.bulk_create([_row(item, source, now) for item in fresh], BATCH)
    _create_openings(zip(rows, (item.draft for item in fresh), strict=True))
    stored.created, stored.ids = len(rows), [row.pk for row in rows]
    stored.stated = set(stored.ids)
    for item in items:
        row = known.get(item.draft.external_id)
        if row is None:
            continue
        stored.add_updated(row.pk, _update(row, item, now))
    note_changes(stored.ids, stored.stated)
    return stored


@transaction.atomic
def close_postings(*, actor: Actor, ids: Iterable[int], on: date, now: datetime) -> int:
    """End the recruiting of published postings; returns how many were open."""
    open_ids = list(
        Posting.objects.filter(pk__in=list(ids), status=PostingStatus.PUBLISHED)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    Posting.objects.filter(pk__in=open_ids).update(
        status=PostingStatus.CLOSED, closed_on=on, updated_at=now
    )
    note_changes(open_ids)
    return len(open_ids)


def close_expired(*, actor: Actor, now: datetime) -> int:
    """Close every published posting whose last day is over."""
    today = now.astimezone(JST).date()
    expired = Posting.objects.filter(status=PostingStatus.PUBLISHED, expires_on__lt=today)
    ids = list(expired.order_by("pk").values_list("pk", flat=True))
    return close_postings(actor=actor, ids=ids, on=today, now=now)


def _once(items: Sequence[NewPosting]) -> list[NewPosting]:
    return list({item.draft.external_id or at: item for at, item in enumerate(items)}.values())


def _known(items: Sequence[NewPosting], source: str) -> dict[str, Posting]:
    wanted = [item.draft.external_id for item in items if item.draft.external_id]
    rows = Posting.objects.filter(source=source, external_id__in=wanted)
    return {row.external_id: row for row in rows.prefetch_related("openings").order_by("pk")}


def _columns(draft: PostingDraft) -> dict[str, Any]:
    """The columns of `Posting` that a draft decides."""
    return {
        "kind": draft.kind,
        "title": draft.title,
        "name_hidden": draft.name_hidden,
        "departments": list(draft.departments),
        "duties": list(draft.duties),
        "flags": list(draft.flags),
        "permitted_duty": draft.permitted_duty,
        "pay_bands": [asdict(band) for band in draft.pay_bands],
        "pay_extras": [asdict(extra) for extra in draft.pay_extras],
        "pay_note": draft.pay_note,
        "transport": draft.transport,
        "transport_yen": draft.transport_yen,
        "week_minutes": draft.week_minutes,
        "terms": dict(draft.terms),
        "published_on": draft.published_on,
        "confirmed_on": draft.confirmed_on,
        "expires_on": draft.expires_on,
    }


def _row(item: NewPosting, source: str, now: datetime) -> Posting:
    return Posting(
        public_id=new_public_id(),
        facility_id=item.facility,
        status=PostingStatus.PUBLISHED,
        source=source,
        external_id=item.draft.external_id,
        created_at=now,
        updated_at=now,
        **_columns(item.draft),
    )


def _opening_columns(draft: PostingDraft, opening: OpeningDraft) -> dict[str, Any]:
    pay = opening_pay(draft, opening)
    day, starts, ends = opening.day, opening.starts, opening.ends
    return {
        "slot": opening.slot,
        "day": day,
        "weekdays": list(opening.weekdays),
        "cadence": opening.cadence,
        "cadence_weeks": list(opening.cadence_weeks),
        "starts": starts,
        "ends": ends,
        "breaks": opening.breaks,
        "starts_at": at_minute(day, starts) if day and starts is not None else None,
        "ends_at": at_minute(day, ends) if day and ends is not None else None,
        "places": opening.places,
        "places_left": opening.places_left,
        "pay_low": pay.natural.low,
        "pay_high": pay.natural.high,
        "hourly_low": pay.hourly.low,
        "hourly_high": pay.hourly.high,
    }


def _create_openings(pairs: Iterable[tuple[Posting, PostingDraft]]) -> None:
    Opening.objects.bulk_create(
        [
            Opening(posting=row, **_opening_columns(draft, opening))
            for row, draft in pairs
            for opening in draft.openings
        ],
        BATCH * 4,
    )


def _update(row: Posting, item: NewPosting, now: datetime) -> Outcome:
    """Bring a stored posting to its draft."""
    today = now.astimezone(JST).date()
    before, draft = posting_draft(row), _keeping_dates(row, item)
    same = _same(before, draft) and row.facility_id == item.facility
    stays_closed = row.status == PostingStatus.CLOSED and draft.expires_on < today
    if same and (row.status == PostingStatus.PUBLISHED or stays_closed):
        return Outcome.SAME
    changes = changes_between(before, draft)
    PostingRevision.objects.bulk_create(
        PostingRevision(
            posting=row,
            changed_on=today,
            label=change.label,
            before=change.before,
            after=change.after,
        )
        for change in changes
    )
    opens_again = row.status != PostingStatus.PUBLISHED
    for name, value in _columns(draft).items():
        setattr(row, name, value)
    row.facility_id, row.updated_at = item.facility, now
    row.status, row.closed_on = PostingStatus.PUBLISHED, None
    row.save()
    _replace_openings(row, draft)
    return Outcome.NEWS if changes or opens_again else Outcome.QUIET


def _keeping_dates(row: Posting, item: NewPosting) -> PostingDraft:
    if row.status != PostingStatus.PUBLISHED:
        return item.draft
    return replace(item.draft, **{name: getattr(row, name) for name in item.assumed})


def _same(one: PostingDraft, other: PostingDraft) -> bool:
    """Whether two drafts say the same; the order of openings says nothing."""
    return _in_order(one) == _in_order(other)


def _in_order(draft: PostingDraft) -> PostingDraft:
    return replace(draft, openings=tuple(sorted(draft.openings, key=repr)))


def _replace_openings(row: Posting, draft: PostingDraft) -> None:
    """Keep the row of every opening that is still offered: applications will point at it."""
    spare = {_identity(opening_draft(old)): old for old in row.openings.all()}
    fresh: list[Opening] = []
    for opening in draft.openings:
        columns = _opening_columns(draft, opening)
        kept = spare.pop(_identity(opening), None)
        if kept is None:
            fresh.append(Opening(posting=row, **columns))
            continue
        for name, value in columns.items():
            setattr(kept, name, value)
        kept.save(update_fields=list(columns))
    Opening.objects.filter(pk__in=[old.pk for old in spare.values()]).delete()
    Opening.objects.bulk_create(fresh)


def _identity(opening: OpeningDraft) -> tuple[object, ...]:
    return (
        opening.slot,
        opening.day,
        opening.weekdays,
        opening.cadence,
        opening.cadence_weeks,
        opening.starts,
        opening.ends,
    )
