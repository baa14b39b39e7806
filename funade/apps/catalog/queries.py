"""Everything that reads the catalog: ordered, prefetched, no side effects."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Avg, Count, Max, Prefetch, Q, QuerySet

from funade.apps.catalog.drafts import facility_draft, posting_draft
from funade.apps.catalog.engines import Position, oldest_running_xid
from funade.apps.catalog.enums import PostingStatus
from funade.apps.catalog.models import (
    Facility,
    IndexChange,
    LogReader,
    Opening,
    Posting,
    PostingRevision,
)
from funade.core.kernel.calendar import JST
from funade.core.listings.changes import Change
from funade.core.listings.document import Ids, to_document
from funade.core.listings.draft import FacilityDraft, PostingDraft
from funade.core.masters.areas import cities
from funade.core.search.document import Posting as Document

READ_BATCH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A posting with its facility as values: all that a page may know of it.

    ``openings`` are the numbers of ``posting.openings``, in the same order.
    """

    number: int
    public_id: str
    facility_id: str
    facility: FacilityDraft
    posting: PostingDraft
    openings: tuple[int, ...]
    closed_on: date | None
    updated_on: date

    def as_of(self, on: date) -> "Listing":
        """The same without shifts of earlier days: nobody can take them any more."""
        pairs = zip(self.posting.openings, self.openings, strict=True)
        kept = [(it, number) for it, number in pairs if it.day is None or it.day >= on]
        openings = tuple(it for it, _ in kept)
        return replace(
            self,
            posting=replace(self.posting, openings=openings),
            openings=tuple(number for _, number in kept),
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the change log of a posting."""

    day: date
    change: Change


def _complete(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    openings = Prefetch("openings", Opening.objects.order_by("pk"))
    return postings.select_related("facility__operator").prefetch_related(openings)


def _listing(row: Posting) -> Listing:
    return Listing(
        number=row.pk,
        public_id=row.public_id,
        facility_id=row.facility.public_id,
        facility=facility_draft(row.facility),
        posting=posting_draft(row),
        openings=tuple(sorted(opening.pk for opening in row.openings.all())),
        closed_on=row.closed_on,
        updated_on=row.updated_at.astimezone(JST).date(),
    )


def listings(numbers: Sequence[int]) -> list[Listing]:
    """Open postings by number, in the order asked for; what is gone is left out."""
    found = _complete(Posting.objects.filter(pk__in=numbers, status=PostingStatus.PUBLISHED))
    rows = {row.pk: row for row in found.order_by("pk")}
    return [_listing(rows[number]) for number in numbers if number in rows]


def listings_by_id(public_ids: Sequence[str]) -> list[Listing]:
    """The same by public id, closed ones included: a comparison says that one has ended."""
    found = _complete(Posting.objects.filter(public_id__in=public_ids)).exclude(
        status=PostingStatus.DRAFT
    )
    rows = {row.public_id: row for row in found.order_by("pk")}
    return [_listing(rows[key]) for key in public_ids if key in rows]


def revisions(number: int) -> list[Revision]:
    """The change log of a posting, newest first."""
    rows = PostingRevision.objects.filter(posting_id=number).order_by("-changed_on", "-pk")
    return [Revision(row.changed_on, Change(row.label, row.before, row.after)) for row in rows]


def titles(numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """Public id and title of open postings by number."""
    rows = Posting.objects.filter(pk__in=numbers, status=PostingStatus.PUBLISHED).order_by("pk")
    return {pk: (key, title) for pk, key, title in rows.values_list("pk", "public_id", "title")}


def middle_of(place: str) -> tuple[float, float] | None:
    """Where the facilities of a municipality or city lie on average, to 0.001°; None if nowhere."""
    city = cities().get(place)
    codes = city.wards if city else (place,)
    found = Facility.objects.filter(municipality__in=codes, latitude__isnull=False).aggregate(
        latitude=Avg("latitude"), longitude=Avg("longitude")
    )
    if found["latitude"] is None:
        return None
    return round(found["latitude"], 3), round(found["longitude"], 3)


def sitemap_page(page: int, size: int) -> list[tuple[str, date]]:
    """Public id and day of last change of published postings, one file's worth."""
    rows = Posting.objects.filter(status=PostingStatus.PUBLISHED).order_by("pk")
    part = rows.values_list("public_id", "updated_at")[page * size : (page + 1) * size]
    return [(public_id, updated.astimezone(JST).date()) for public_id, updated in part]


def published_count() -> int:
    """How many postings are open."""
    return Posting.objects.filter(status=PostingStatus.PUBLISHED).count()


def newest_confirmation() -> date | None:
    """The latest day on which any posting was confirmed."""
    newest: date | None = Posting.objects.aggregate(newest=Max("confirmed_on"))["newest"]
    return newest


def documents(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Published postings as the engine knows them; all, or those of the given ids."""
    rows = Posting.objects.filter(status=PostingStatus.PUBLISHED)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    last = 0
    while True:
        batch = list(_complete(rows.filter(pk__gt=last)).order_by("pk")[:READ_BATCH])
        if not batch:
            return
        yield from (document(row) for row in batch)
        last = batch[-1].pk


def document(row: Posting) -> Document:
    """One posting as the engine knows it."""
    found = _listing(row)
    ids = Ids(
        posting=found.number,
        facility=row.facility_id,
        operator=row.facility.operator_id or 0,
        openings=found.openings,
    )
    return to_document(found.facility, found.posting, ids)


def position_now() -> Position:
    """Where a reader that has just read everything stands in the change log.

    On PostgreSQL every transaction below the oldest running one has ended and was seen; later
    ones are read again, which does no harm.
    """
    oldest = oldest_running_xid()
    if oldest is not None:
        return Position(oldest, 0)
    last = IndexChange.objects.order_by("seq").last()
    return Position(0, last.seq if last else 0)


def changes_since(position: Position) -> tuple[Position, list[int]]:
    """Postings changed after a position, and the position after reading them."""
    found = list(_log_after(position).values_list("xid", "seq", "posting_id"))
    if not found:
        return position, []
    xid, seq, _ = found[-1]
    return Position(xid, seq), sorted({posting for _, _, posting in found})


def _log_after(position: Position) -> QuerySet[IndexChange]:
    """The lines after a position that can be read safely, in the order of positions."""
    later = Q(xid__gt=position.xid) | Q(xid=position.xid, seq__gt=position.seq)
    rows = IndexChange.objects.filter(later).order_by("xid", "seq")
    oldest = oldest_running_xid()
    return rows if oldest is None else rows.filter(xid__lt=oldest)


def news_since(position: Position, most: int) -> tuple[Position, list[int]]:
    """Postings that say something new after a position, and the position after reading them.

    Reads at most ``most`` lines of the log, whatever they say.
    """
    found = list(_log_after(position).values_list("xid", "seq", "posting_id", "stated")[:most])
    if not found:
        return position, []
    xid, seq, *_ = found[-1]
    return Position(xid, seq), sorted({posting for _, _, posting, stated in found if stated})


def versions(numbers: Collection[int]) -> dict[int, int]:
    """How often what a posting states has changed since it was first published, by number."""
    rows = Posting.objects.filter(pk__in=numbers).annotate(version=Count("revisions"))
    return dict(rows.order_by("pk").values_list("pk", "version"))


def reader_position(name: str) -> Position | None:
    """Where a reader of the log stands; None before it has been started."""
    row = LogReader.objects.filter(pk=name).values_list("xid", "seq").first()
    return Position(*row) if row else None
