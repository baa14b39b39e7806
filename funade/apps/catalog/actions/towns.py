"""Storing the gazetteer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from funade.apps.catalog.models import Town
from funade.core.kernel.actor import Actor
from funade.core.listings.town_forms import TownDraft

BATCH: Final = 5_000
"""Towns of one transaction, and rows of one statement."""
_COLUMNS: Final = ("prefecture", "name", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class StoredTowns:
    """How many towns a batch created, changed, and found as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@transaction.atomic
def store_towns(*, actor: Actor, towns: Sequence[TownDraft]) -> StoredTowns:
    """Store one batch in one transaction; a town is told apart by municipality and key.

    ``towns`` must not hold one town twice. Towns that a later list lacks stay: an old name still
    places old addresses.
    """
    rows = Town.objects.filter(
        municipality__in={town.municipality for town in towns},
        name_key__in={town.key for town in towns},
    )
    known = {(row.municipality, row.name_key): row for row in rows.order_by("pk")}
    fresh, changed = [], []
    for town in towns:
        row = known.get((town.municipality, town.key))
        if row is None:
            fresh.append(_row(town))
        elif _update(row, town):
            changed.append(row)
    Town.objects.bulk_create(fresh, BATCH)
    Town.objects.bulk_update(changed, _COLUMNS, BATCH)
    return StoredTowns(len(fresh), len(changed), len(towns) - len(fresh) - len(changed))


def _row(town: TownDraft) -> Town:
    row = Town(municipality=town.municipality, name_key=town.key)
    _update(row, town)
    return row


def _update(row: Town, town: TownDraft) -> bool:
    """Bring a row to a town; whether anything had to change."""
    changed = [name for name in _COLUMNS if getattr(row, name) != getattr(town, name)]
    for name in changed:
        setattr(row, name, getattr(town, name))
    return bool(changed)
