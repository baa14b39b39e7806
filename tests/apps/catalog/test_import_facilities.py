"""Storing lists of facilities: nothing twice, nothing lost, nothing guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funade.apps.catalog.actions.facilities import (
    StoredFacilities,
    Vanished,
    mark_vanished,
    store_facilities,
)
from funade.apps.catalog.actions.towns import store_towns
from funade.apps.catalog.lookup import facilities_by_name, gazetteer
from funade.apps.catalog.models import Facility, FacilityRecord, IndexChange, Operator
from funade.core.kernel.actor import IMPORTER
from funade.core.listings.draft import FacilityDraft
from funade.core.listings.town_forms import TownDraft
from tests.factories.listings import NOW, facility, publish

pytestmark = pytest.mark.django_db

JUNE, AUGUST = date(2026, 6, 1), date(2026, 8, 1)


def draft(number: int = 1, **values: object) -> FacilityDraft:
    ordinary: dict[str, object] = {
        "name": f"青空{number}病院",
        "prefecture": "13",
        "address": f"東京都港区芝5-{number}",
        "external_id": f"130{number}",
        "kind": "acute",
    }
    return FacilityDraft(**{**ordinary, **values})  # type: ignore[arg-type]


def store(*drafts: FacilityDraft, source: str = "insured", as_of: date = JUNE) -> StoredFacilities:
    return store_facilities(actor=IMPORTER, drafts=drafts, source=source, as_of=as_of, now=NOW)


def counts(stored: StoredFacilities) -> tuple[int, int, int]:
    return stored.created, stored.updated, stored.unchanged


def vanish(stored: StoredFacilities, as_of: date = AUGUST, **more: Sequence[str]) -> Vanished:
    return mark_vanished(actor=IMPORTER, source="insured", as_of=as_of, stored=stored, **more)


def test_a_second_import_writes_nothing() -> None:
    lines = [draft(1, operator="医療法人青空会"), draft(2)]
    assert counts(store(*lines)) == (2, 0, 0)
    with CaptureQueriesContext(connection) as captured:
        assert counts(store(*lines)) == (0, 0, 2)
    writes = [q["sql"] for q in captured.captured_queries if q["sql"].startswith("UPDATE")]
    assert writes == []
    assert (Facility.objects.count(), FacilityRecord.objects.count()) == (2, 2)
    assert Operator.objects.get().name == "医療法人青空会"


def test_queries_do_not_grow_with_the_batch() -> None:
    def queries(start: int, size: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            store(*(draft(n, operator=f"法人{n}") for n in range(start, start + size)))
        return len(captured)

    assert queries(100, 1) == queries(200, 30)


def test_another_way_of_writing_is_the_same_facility() -> None:
    store(draft(1))
    again = replace(
        draft(1), name="医療法人社団 青空１病院", address="東京都港区芝五丁目１番 青空ビル"
    )
    assert counts(store(again)) == (0, 1, 0)
    assert Facility.objects.get().name == "医療法人社団 青空１病院"


def test_ids_do_not_tell_facilities_apart() -> None:
    store(draft(1, external_id="X"), draft(2, external_id="X"), draft(1, external_id="X"))
    assert (Facility.objects.count(), FacilityRecord.objects.count()) == (2, 2)


def test_double_lines_that_differ_settle_at_once() -> None:
    lines = (
        draft(1, external_id="A", beds=10),
        draft(1, external_id="B", beds=20, website="http://a.jp"),
    )
    store(*lines)
    row = Facility.objects.get()
    assert (row.beds, row.website) == (10, "http://a.jp")
    assert counts(store(*lines)) == (0, 0, 2)


LISTS = {
    "own": draft(1, kind="caremix", beds=100),
    "mhlw": draft(
        1,
        kind="university",
        beds=90,
        name_kana="アオゾラ",
        latitude=35.1,
        longitude=139.1,
        precision="exact",
    ),
    "insured": draft(
        1,
        beds=80,
        postal_code="1080014",
        latitude=35.2,
        longitude=139.2,
        precision="town",
    ),
}


@pytest.mark.parametrize("order", list(permutations(LISTS)))
def test_the_order_of_the_lists_does_not_matter(order: Sequence[str]) -> None:
    for source in order:
        store(LISTS[source], source=source)
    row = Facility.objects.get()
    assert (row.kind, row.beds, row.name_kana, row.postal_code) == (
        "caremix",
        100,
        "アオゾラ",
        "1080014",
    )
    assert (row.latitude, row.precision) == (35.1, "exact")
    for source in order:
        assert counts(store(LISTS[source], source=source)) == (0, 0, 1)


def test_what_was_entered_by_hand_is_only_filled_in() -> None:
    row = facility(
        name="手入力病院", prefecture="13", name_key="青空1病院", address_key="港区芝5-1"
    )
    store(draft(1, kind="university", website="http://a.jp"))
    row.refresh_from_db()
    assert (row.name, row.kind, row.website) == ("手入力病院", "acute", "http://a.jp")


def test_a_moved_and_a_renamed_facility_keep_their_row() -> None:
    store(draft(1), draft(2))
    before = set(Facility.objects.values_list("pk", flat=True))
    moved = replace(draft(1), address="東京都港区三田9-9")
    renamed = replace(draft(2), name="青空みらい病院")
    assert counts(store(moved, renamed, as_of=AUGUST)) == (0, 2, 0)
    assert set(Facility.objects.values_list("pk", flat=True)) == before
    assert counts(store(moved, renamed, as_of=AUGUST)) == (0, 0, 2)
    assert FacilityRecord.objects.count() == 2


def test_an_id_that_is_given_to_another_house_is_another_facility() -> None:
    store(draft(1), draft(2, external_id="1301"))
    other = draft(3, external_id="1301", name="青空1病院")
    assert counts(store(other, as_of=AUGUST)) == (1, 0, 0)
    assert counts(store(draft(4, external_id="1304", name="別の病院"), as_of=AUGUST)) == (1, 0, 0)


def test_what_vanished_is_marked_and_what_returns_is_unmarked() -> None:
    store(*(draft(n) for n in range(1, 5)))
    rest = store(*(draft(n) for n in range(1, 4)), as_of=AUGUST)
    assert vanish(rest) == Vanished(marked=1)
    gone = FacilityRecord.objects.get(vanished_on__isnull=False)
    assert (gone.external_id, gone.vanished_on) == ("1304", AUGUST)
    assert Facility.objects.count() == 4
    assert vanish(rest) == Vanished()
    assert counts(store(draft(4), as_of=AUGUST)) == (0, 1, 0)
    gone.refresh_from_db()
    assert gone.vanished_on is None


def test_only_the_part_that_the_list_speaks_of_can_vanish() -> None:
    store(
        *(draft(n) for n in range(1, 5)),
        draft(5, prefecture="27", address="大阪府大阪市北区1"),
        draft(6, kind="clinic"),
    )
    store(draft(7), source="mhlw")
    hospitals_of_tokyo = store(*(draft(n) for n in range(1, 5)), as_of=AUGUST)
    assert vanish(hospitals_of_tokyo) == Vanished()


def test_a_rejected_row_is_not_a_vanished_facility() -> None:
    store(draft(1), draft(2), draft(3))
    rest = store(draft(1), draft(2), as_of=AUGUST)
    assert vanish(rest, unreadable=("1303",)) == Vanished()


def test_half_a_list_is_not_taken_for_news() -> None:
    store(*(draft(n) for n in range(1, 11)))
    rest = store(draft(1), as_of=AUGUST)
    assert vanish(rest) == Vanished(withheld=9)
    assert not FacilityRecord.objects.filter(vanished_on__isnull=False).exists()


def test_an_older_list_makes_nothing_vanish() -> None:
    store(*(draft(n) for n in range(1, 5)), as_of=AUGUST)
    assert vanish(store(draft(1), as_of=JUNE), as_of=JUNE) == Vanished()


def test_a_changed_facility_reaches_the_search_index() -> None:
    store(draft(1))
    row = Facility.objects.get()
    publish(at=row)
    before = IndexChange.objects.count()
    store(draft(1, beds=30))
    assert IndexChange.objects.count() == before + 1
    store(draft(1, beds=30))
    assert IndexChange.objects.count() == before + 1


def test_public_ids_are_not_a_sequence() -> None:
    store(*(draft(n) for n in range(1, 20)))
    ids = set(Facility.objects.values_list("public_id", flat=True))
    assert len(ids) == 19
    assert all(len(public_id) == 12 for public_id in ids)


def town(name: str, key: str, latitude: float = 35.65) -> TownDraft:
    return TownDraft(
        prefecture="13",
        municipality="13103",
        name=name,
        key=key,
        latitude=latitude,
        longitude=139.75,
    )


def test_towns_are_updated_in_place_and_place_addresses() -> None:
    first = store_towns(actor=IMPORTER, towns=[town("芝五丁目", "芝5"), town("三田", "3田")])
    assert (first.created, first.updated, first.unchanged) == (2, 0, 0)
    again = store_towns(actor=IMPORTER, towns=[town("芝五丁目", "芝5", 35.66), town("三田", "3田")])
    assert (again.created, again.updated, again.unchanged) == (0, 1, 1)
    assert gazetteer().locate("13", "東京都港区芝5-1").latitude == 35.66


def test_facilities_are_found_by_any_way_of_writing_their_name() -> None:
    store(draft(1), draft(1, prefecture="27", address="大阪府大阪市北区梅田1"))
    found = facilities_by_name(["医療法人社団　青空１病院"])
    assert [prefecture for _pk, prefecture, _address in found["青空1病院"]] == ["13", "27"]
