"""Reading saved searches."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from django.db.models import Count, Q

from funade.apps.accounts.queries import cipher_of
from funade.apps.careers.models import HiddenFacility, SavedSearch
from funade.apps.notices.enums import Pace
from funade.core.search.query import Query
from funade.core.search.url import parse
from funade.core.search.words import in_words

READ_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A search as the alerts see it."""

    id: int
    params: str
    paused: bool
    updated_at: datetime

    def query(self) -> Query | None:
        """What it asks; None while it is paused, or when it names a value that is no longer
        offered: without it the search would match more than was asked for."""
        parsed = parse(parse_qs(self.params))
        return None if self.paused or parsed.problems else parsed.query


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose search it is, and how often they want to hear of it."""

    user_id: int
    pace: Pace


@dataclass(frozen=True, slots=True)
class OwnSearch:
    """A search as its owner sees it."""

    id: int
    name: str
    """"" when it has none."""
    params: str
    words: tuple[str, ...]
    pace: Pace
    paused: bool
    created_at: datetime
    fresh: int
    """Matches its owner has not seen yet."""


def query_of(params: str) -> Query:
    """The conditions of a stored address, without values that are no longer offered."""
    return parse(parse_qs(params)).query


def opened(user_id: int, sealed: Sequence[str]) -> list[str]:
    """A member's sealed words, "" for those that are empty. One SELECT, or none."""
    cipher = cipher_of(user_id) if any(sealed) else None
    return [str(cipher.open(it)) if it and cipher else "" for it in sealed]


def own_search(user_id: int, search_id: int) -> OwnSearch | None:
    """One of a member's searches; None if it is not theirs."""
    return next((it for it in own_searches(user_id) if it.id == search_id), None)


def watched(since: datetime | None = None) -> Iterator[Watched]:
    """All searches, or those changed at ``since`` or later, by time of change."""
    rows = SavedSearch.objects.order_by("updated_at", "pk")
    if since is not None:
        rows = rows.filter(updated_at__gte=since)
    columns = rows.values_list("pk", "params", "paused", "updated_at")
    for pk, params, paused, updated_at in columns.iterator(READ_BATCH):
        yield Watched(pk, params, paused, updated_at)


def owners(ids: Collection[int]) -> dict[int, Owner]:
    """Of these searches those that still exist and are not paused."""
    rows = SavedSearch.objects.filter(pk__in=ids, paused=False).order_by("pk")
    return {
        pk: Owner(user_id, Pace(pace))
        for pk, user_id, pace in rows.values_list("pk", "user_id", "pace")
    }


def hiding(user_ids: Collection[int], facilities: Collection[int]) -> set[tuple[int, int]]:
    """Pairs of member and facility of those given, where the member has hidden the facility."""
    rows = HiddenFacility.objects.filter(user_id__in=user_ids, facility__in=facilities)
    return set(rows.values_list("user_id", "facility_id"))


def own_searches(user_id: int) -> list[OwnSearch]:
    """A member's searches, newest first."""
    rows = SavedSearch.objects.filter(user_id=user_id).order_by("-created_at", "-pk")
    fresh = Count("alerts__posting", filter=Q(alerts__seen_at__isnull=True), distinct=True)
    found = list(rows.annotate(fresh=fresh))
    names = opened(user_id, [row.name_sealed for row in found])
    return [
        OwnSearch(
            id=row.pk,
            name=name,
            params=row.params,
            words=tuple(in_words(query_of(row.params))),
            pace=Pace(row.pace),
            paused=row.paused,
            created_at=row.created_at,
            fresh=row.fresh,
        )
        for row, name in zip(found, names, strict=True)
    ]
