"""What an import asks the catalog: the gazetteer, and which facility a line means."""

from collections.abc import Collection, Mapping
from typing import Final

from funade.apps.catalog.models import Facility, Town
from funade.core.listings.geocode import Gazetteer, TownPoint
from funade.core.masters.names import facility_key

READ_BATCH: Final = 10_000


def gazetteer() -> Gazetteer:
    """All towns. Empty until `funade import towns` has run."""
    rows = Town.objects.order_by("pk").values_list(
        "municipality", "name_key", "latitude", "longitude"
    )
    return Gazetteer(TownPoint(*row) for row in rows.iterator(READ_BATCH))


def facilities_by_public_id(public_ids: Collection[str]) -> Mapping[str, int]:
    """Ids of facilities by their public ids."""
    rows = Facility.objects.filter(public_id__in=public_ids)
    return dict(rows.order_by("pk").values_list("public_id", "pk"))


def facilities_by_name(names: Collection[str]) -> dict[str, list[tuple[int, str, str]]]:
    """Facilities by `facility_key`: (id, prefecture, address key) of each that bears the name."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    rows = Facility.objects.filter(name_key__in={facility_key(name) for name in names})
    columns = rows.order_by("pk").values_list("name_key", "pk", "prefecture", "address_key")
    for key, pk, prefecture, address in columns:
        found.setdefault(key, []).append((pk, prefecture, address))
    return found
