"""From changed postings to alerts: nothing lost, nothing doubled, wherever the worker dies.

The change log is read from a stored position. The alerts of what was read, and the position after
it, are stored in one transaction, so either both are there or neither. Matching happens before it,
on what the worker holds in memory; the transaction then asks whether each search still stands.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import batched
from typing import Final, NamedTuple

from django.db import transaction

from funade.apps.careers.actions.telling import tell_soon
from funade.apps.careers.enums import AlertReason
from funade.apps.careers.following import current_watch
from funade.apps.careers.models import Alert
from funade.apps.careers.queries import searches
from funade.apps.catalog import queries as catalog
from funade.apps.catalog.actions.readers import advance_reader, held_position, start_reader
from funade.apps.catalog.engines import START, Position, one_state
from funade.apps.notices.enums import Pace
from funade.core.kernel.actor import Actor
from funade.core.search.document import Moment

READER: Final = "alerts"
LINES: Final = 200
"""Lines of the change log taken in by one transaction."""
KEPT: Final = timedelta(days=90)
_ROWS: Final = 500


class Match(NamedTuple):
    """A posting as it stands, and a search it matches."""

    posting: int
    version: int
    search: int
    facility: int


def raise_alerts(*, actor: Actor, now: datetime) -> int:
    """Hold everything published or changed since the last time against all saved searches.

    The first time nothing is news. Returns how many alerts were stored.
    """
    if catalog.reader_position(READER) is None:
        start_reader(actor=actor, name=READER)
        return 0
    stored = 0
    while (taken := _take_in(actor, now)) is not None:
        stored += taken
    return stored


def _take_in(actor: Actor, now: datetime) -> int | None:
    """Take in some lines of the log; None if there are none."""
    position = catalog.reader_position(READER) or START
    after, postings = catalog.news_since(position, LINES)
    if after == position:
        return None
    matches = _matches(postings, now)
    with transaction.atomic():
        if held_position(actor=actor, name=READER) != position:
            return 0  # another worker was quicker
        alerts = _store(actor, matches, after, now)
        advance_reader(actor=actor, name=READER, position=after)
    return alerts


def _matches(postings: Sequence[int], now: datetime) -> list[Match]:
    """What matches, as far as this worker knows. Postings closed meanwhile match nothing."""
    if not postings:
        return []
    watch, moment = current_watch(), Moment.at(now)
    with one_state():
        documents, versions = list(catalog.documents(postings)), catalog.versions(postings)
    return [
        Match(document.id, versions[document.id], search, document.facility)
        for document in documents
        for search in watch.matching(document, moment)
    ]


def _store(actor: Actor, matches: Sequence[Match], after: Position, now: datetime) -> int:
    """Store the alerts of searches that still stand, and see to it that they are told."""
    stored, at_once = 0, set[int]()
    for chunk in batched(matches, _ROWS):
        owners = searches.owners({match.search for match in chunk})
        fresh = _fresh(chunk, owners)
        rows = [_alert(match, owners, now) for match in fresh]
        Alert.objects.bulk_create(rows, ignore_conflicts=True)
        stored += len(rows)
        at_once |= {
            owners[match.search].user_id
            for match in fresh
            if owners[match.search].pace == Pace.AT_ONCE
        }
    for user_id in sorted(at_once):
        tell_soon(actor=actor, user_id=user_id, key=str(after), now=now)
    return stored


def _fresh(matches: Sequence[Match], owners: Mapping[int, searches.Owner]) -> list[Match]:
    """Matches of searches that stand, at facilities not hidden, that were no alerts before."""
    rows = Alert.objects.filter(posting__in={match.posting for match in matches}, search__in=owners)
    known = set(rows.values_list("posting_id", "version", "search_id"))
    hidden = searches.hiding(
        {owner.user_id for owner in owners.values()}, {match.facility for match in matches}
    )
    return [
        match
        for match in matches
        if match.search in owners
        and (match.posting, match.version, match.search) not in known
        and (owners[match.search].user_id, match.facility) not in hidden
    ]


def _alert(match: Match, owners: Mapping[int, searches.Owner], now: datetime) -> Alert:
    return Alert(
        search_id=match.search,
        user_id=owners[match.search].user_id,
        posting_id=match.posting,
        version=match.version,
        reason=AlertReason.CHANGED if match.version else AlertReason.NEW,
        at=now,
    )


@transaction.atomic
def mark_seen(*, actor: Actor, user_id: int, alert_id: int | None, now: datetime) -> str:
    """Mark a posting's alerts as seen, or with None all; the posting's public id, or ""."""
    mine = Alert.objects.filter(user_id=user_id)
    public_id = ""
    if alert_id is not None:
        row = mine.filter(pk=alert_id).select_related("posting").first()
        if row is None:
            return ""
        mine, public_id = mine.filter(posting_id=row.posting_id), row.posting.public_id
    mine.filter(seen_at__isnull=True).update(seen_at=now)
    return public_id


def forget_old_alerts(*, actor: Actor, now: datetime) -> int:
    """Delete what is older than `KEPT`, some at a time; returns how many."""
    gone = 0
    old = Alert.objects.filter(at__lt=now - KEPT).order_by("pk").values_list("pk", flat=True)
    while ids := list(old[:_ROWS]):
        with transaction.atomic():
            gone += Alert.objects.filter(pk__in=ids).delete()[0]
    return gone
