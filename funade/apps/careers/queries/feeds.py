"""What a feed holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Count, Prefetch

from funade.apps.careers.models import Alert, Favourite, Feed
from funade.apps.careers.queries.searches import opened
from funade.apps.catalog.enums import PostingStatus
from funade.apps.catalog.models import Opening, Posting
from funade.core.documents.atom import Item
from funade.core.documents.calendar import Entry
from funade.core.kernel.calendar import JST
from funade.core.masters.areas import place_name

CANCELLED_FOR: Final = timedelta(days=30)
_MOST: Final = 500
_NAMESPACE: Final = UUID("6f1d6b1c-5a0c-4f0e-9d0e-2f6f3f3c2a11")
TITLE: Final = "予定"
NEWS_TITLE: Final = "お知らせ"


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """A feed as its owner sees it."""

    id: int
    label: str
    details: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed as its address finds it."""

    user_id: int
    details: bool
    updated_at: datetime
    salt: str
    """Keeps the ids of its entries apart from those of all other feeds."""

    def uuid(self, *about: object) -> UUID:
        """An id that is always the same for the same thing in the same feed."""
        return uuid5(_NAMESPACE, ":".join((self.salt, *map(str, about))))


def own_feeds(user_id: int) -> list[OwnFeed]:
    """A member's feeds, newest first."""
    rows = list(Feed.objects.filter(user_id=user_id).order_by("-created_at", "-pk"))
    labels = opened(user_id, [row.label_sealed for row in rows])
    return [
        OwnFeed(row.pk, label, row.details, row.created_at)
        for row, label in zip(rows, labels, strict=True)
    ]


def found_feed(token: str) -> FoundFeed | None:
    """The feed of a token; None for one that never was or has been revoked."""
    digest = sha256(token.encode()).hexdigest()
    row = Feed.objects.filter(token_digest=digest, user__is_active=True).first()
    return FoundFeed(row.user_id, row.details, row.updated_at, digest) if row else None


def calendar_entries(feed: FoundFeed, now: datetime) -> list[Entry]:
    """Dated openings of the postings the member has saved, the next first.

    One that is taken or closed stays as cancelled for `CANCELLED_FOR`.
    """
    today = now.astimezone(JST).date()
    offered = Opening.objects.filter(day__gte=today - CANCELLED_FOR).order_by("day", "starts", "pk")
    wanted = Favourite.objects.filter(user_id=feed.user_id).values("posting")
    postings = (
        Posting.objects.filter(pk__in=wanted, kind="spot")
        .exclude(status=PostingStatus.CLOSED, closed_on__lt=today - CANCELLED_FOR)
        .annotate(version=Count("revisions"))
        .select_related("facility")
        .prefetch_related(Prefetch("openings", offered))
        .order_by("-pk")[:_MOST]
    )
    found = [
        _entry(feed, row, opening, opening.day)
        for row in postings
        for opening in row.openings.all()
        if opening.day
    ]
    return sorted(found, key=lambda entry: (str(entry.starts), entry.uid))


def _entry(feed: FoundFeed, row: Posting, opening: Opening, day: date) -> Entry:
    starts, ends = _span(day, opening)
    version: int = getattr(row, "version", 0)
    cancelled = row.status != PostingStatus.PUBLISHED or not opening.places_left
    facility = row.facility
    place = place_name(facility.municipality or facility.prefecture, full=True)
    return Entry(
        uid=f"{feed.uuid('opening', opening.pk)}@funade",
        title=TITLE,
        starts=starts,
        ends=ends,
        revised=max(row.updated_at, feed.updated_at),
        sequence=2 * version + cancelled,
        cancelled=cancelled,
        place=place if feed.details else "",
        description=row.title if feed.details else "",
    )


def _span(day: date, opening: Opening) -> tuple[date | datetime, date | datetime]:
    """The shift where its hours are stated, else the whole day."""
    if opening.starts_at and opening.ends_at:
        return opening.starts_at, opening.ends_at
    return day, day + timedelta(days=1)


def news_items(feed: FoundFeed, link: str) -> list[Item]:
    """A member's news: a line per day, or per posting where details are switched on."""
    rows = Alert.objects.filter(user_id=feed.user_id).select_related("posting")
    alerts = list(rows.order_by("-at", "-pk")[:_MOST])
    return list(_each(feed, alerts, link) if feed.details else _by_day(feed, alerts, link))


def _by_day(feed: FoundFeed, alerts: list[Alert], link: str) -> Iterator[Item]:
    for day, group in groupby(alerts, key=lambda alert: alert.at.astimezone(JST).date()):
        each = list(group)
        count = len({alert.posting_id for alert in each})
        yield Item(
            id=feed.uuid("day", day).urn, title=f"新着 {count}件", updated=each[0].at, link=link
        )


def _each(feed: FoundFeed, alerts: list[Alert], link: str) -> Iterator[Item]:
    for alert in {alert.posting_id: alert for alert in reversed(alerts)}.values():
        yield Item(
            id=feed.uuid("posting", alert.posting_id).urn,
            title=alert.posting.title,
            updated=alert.at,
            link=link,
        )
