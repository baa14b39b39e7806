"""What a member's searches have brought."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from funade.apps.careers.enums import AlertReason
from funade.apps.careers.models import Alert
from funade.apps.careers.queries.searches import opened, query_of
from funade.apps.catalog.queries import Listing, listings
from funade.core.search.words import in_words

PAGE: Final = 60
"""Alerts shown at most; the search itself shows the rest."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One posting a search has brought."""

    alert: int
    reason: AlertReason
    at: datetime
    is_new: bool
    """Whether the member has not opened it yet."""
    listing: Listing


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """What one search has brought, newest first."""

    search: int
    name: str
    params: str
    words: tuple[str, ...]
    items: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A page of news."""

    groups: tuple[NewsGroup, ...]
    ended: int
    """Alerts whose posting is not open any more."""


def news(user_id: int) -> News:
    """The newest alerts of a member by search, each posting once per search."""
    rows = Alert.objects.filter(user_id=user_id).select_related("search")
    newest = list(rows.order_by("-at", "-pk")[:PAGE])
    latest = {(row.search_id, row.posting_id): row for row in reversed(newest)}
    alerts = sorted(latest.values(), key=lambda row: (-row.search_id, -row.at.timestamp(), -row.pk))
    open_now = {it.number: it for it in listings([row.posting_id for row in alerts])}
    shown = [row for row in alerts if row.posting_id in open_now]
    each = [list(group) for _, group in groupby(shown, key=lambda row: row.search_id)]
    names = opened(user_id, [group[0].search.name_sealed for group in each])
    groups = [_group(group, name, open_now) for group, name in zip(each, names, strict=True)]
    return News(tuple(groups), len(alerts) - len(shown))


def unseen_count(user_id: int) -> int:
    """Postings a member's searches have brought that they have not opened yet."""
    unseen = Alert.objects.filter(user_id=user_id, seen_at__isnull=True)
    return unseen.values("posting").distinct().count()


def _group(rows: list[Alert], name: str, open_now: dict[int, Listing]) -> NewsGroup:
    search = rows[0].search
    return NewsGroup(
        search=search.pk,
        name=name,
        params=search.params,
        words=tuple(in_words(query_of(search.params))),
        items=tuple(
            NewsItem(
                row.pk,
                AlertReason(row.reason),
                row.at,
                row.seen_at is None,
                open_now[row.posting_id],
            )
            for row in rows
        ),
    )
