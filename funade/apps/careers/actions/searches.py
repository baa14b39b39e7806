"""Saving searches, naming them, pausing them, and letting them go."""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.models import User
from funade.apps.careers.models import SavedSearch
from funade.apps.notices.enums import Pace
from funade.core.kernel.actor import Actor
from funade.core.search.query import Query
from funade.core.search.url import to_params
from funade.core.search.words import conditions

MOST: Final = 20
"""Searches of one member."""
NAME_LENGTH: Final = 40


class NotSavedError(ValueError):
    """A search was not saved; the message, in Japanese, says why and what to do."""


@transaction.atomic
def save_search(*, actor: Actor, user_id: int, query: Query, now: datetime) -> int:
    """Save the conditions of a search; returns its id. Saving the same again changes nothing.

    Page and hidden facilities are no conditions. Raises NotSavedError for a search without any,
    and beyond `MOST`.
    """
    query = query.without("page", "hidden_facilities")
    if not any(conditions(query)):
        raise NotSavedError("条件がありません。エリアや診療科などを選んでから保存してください。")
    User.objects.select_for_update().get(pk=user_id)  # one at a time, so that the limit holds
    params = urlencode(to_params(query))
    mine = SavedSearch.objects.filter(user_id=user_id)
    known = mine.filter(params=params).first()
    if known is not None:
        return int(known.pk)
    if mine.count() >= MOST:
        raise NotSavedError(
            f"保存できる条件は{MOST}件までです。使わない条件を削除してから保存してください。"
        )
    row = SavedSearch.objects.create(user_id=user_id, params=params, created_at=now, updated_at=now)
    return int(row.pk)


@transaction.atomic
def change_search(
    *, actor: Actor, user_id: int, search_id: int, name: str, pace: Pace, now: datetime
) -> None:
    """Name a member's search and set its pace; 404 if it is not theirs."""
    row = _own(user_id, search_id)
    name = " ".join(name.split())[:NAME_LENGTH]
    cipher = cipher_for(actor=actor, user_id=user_id, now=now) if name else None
    row.name_sealed = cipher.seal(name) if cipher else ""
    row.pace, row.updated_at = pace, now
    row.save(update_fields=["name_sealed", "pace", "updated_at"])


@transaction.atomic
def pause_search(
    *, actor: Actor, user_id: int, search_id: int, paused: bool, now: datetime
) -> None:
    """Pause a member's search, or take it up again; 404 if it is not theirs.

    What changed in the meantime is no news any more.
    """
    row = _own(user_id, search_id)
    row.paused, row.updated_at = paused, now
    row.save(update_fields=["paused", "updated_at"])


@transaction.atomic
def delete_search(*, actor: Actor, user_id: int, search_id: int) -> None:
    """Delete a member's search and what it has brought; 404 if it is not theirs."""
    _own(user_id, search_id).delete()


def _own(user_id: int, search_id: int) -> SavedSearch:
    row = SavedSearch.objects.select_for_update().filter(user_id=user_id, pk=search_id).first()
    if row is None:
        raise Http404
    return row
