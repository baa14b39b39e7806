"""Saved searches for tests."""

from __future__ import annotations

from datetime import datetime

from funade.apps.accounts.models import User
from funade.apps.careers.actions.searches import save_search
from funade.apps.careers.models import SavedSearch
from funade.apps.notices.enums import Pace
from funade.core.kernel.actor import user_actor
from funade.core.search.query import Query
from tests.factories.accounts import member
from tests.factories.listings import NOW

INTERNAL = Query(departments=("01001",))
"""What `posting_draft` matches."""


def saved(
    owner: User | None = None,
    query: Query = INTERNAL,
    *,
    pace: Pace = Pace.AT_ONCE,
    now: datetime = NOW,
) -> SavedSearch:
    """A saved search of a member."""
    user = owner or member()
    pk = save_search(actor=user_actor(user.pk), user_id=user.pk, query=query, now=now)
    SavedSearch.objects.filter(pk=pk).update(pace=pace)
    return SavedSearch.objects.get(pk=pk)
