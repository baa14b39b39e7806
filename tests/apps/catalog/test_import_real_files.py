"""The files as published. Not committed; skipped where ../shared/data is absent.

FUNADE_TEST_SHARED names another place (FUNADE_SHARED is cleared by tests/settings.py), and
FUNADE_TEST_FULL=1 also runs the 97,024-row list through the database, which takes a minute.
"""

from __future__ import annotations

import os
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from typer.testing import CliRunner

from funade.apps.catalog.models import Facility, Town
from funade.config.commands.importing import app
from funade.core.listings.facility_forms import FacilityRow, place, recognise
from funade.core.listings.geocode import Gazetteer, TownPoint
from funade.core.listings.tables import open_table
from funade.core.listings.town_forms import TownDraft, read_towns, recognise_towns

TREE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("FUNADE_TEST_SHARED", TREE.parent / "shared")) / "data"
HOSPITALS = DATA / "mhlw_hospitals_20250601.csv"
INSURED = DATA / "insured_facilities_202508.zip"
TOWNS = DATA / "towns.csv.gz"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the published files are not in {DATA}"),
]


def gazetteer() -> Gazetteer:
    with open_table(TOWNS) as table:
        rows = iter(table.rows)
        places = recognise_towns(next(rows))
        assert places is not None
        towns = [town for _row, town in read_towns(rows, places) if isinstance(town, TownDraft)]
    return Gazetteer(TownPoint(t.municipality, t.key, t.latitude, t.longitude) for t in towns)


def test_the_insured_list_is_placed_at_town_level() -> None:
    towns = gazetteer()
    with open_table(INSURED) as table:
        rows = iter(table.rows)
        first = next(rows)
        form = recognise(first)
        assert form is not None
        readings = map(form.read, chain([first], rows))
        found = Counter(
            place(reading, towns).draft.precision if isinstance(reading, FacilityRow) else "none"
            for reading in readings
        )
    assert found.total() == 97_024
    assert not found["none"]
    assert found["town"] / found.total() >= 0.99


@pytest.mark.django_db
def test_the_hospitals_of_navii_are_stored_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = CliRunner().invoke(app, ["facilities", str(HOSPITALS)])
    assert first.exit_code == 0, first.output
    assert "新しく登録: 7,587" in first.stdout
    assert Facility.objects.filter(precision="exact").count() == 7_317
    assert "変更なし: 7,587" in CliRunner().invoke(app, ["facilities", str(HOSPITALS)]).stdout


@pytest.mark.django_db
@pytest.mark.skipif("FUNADE_TEST_FULL" not in os.environ, reason="FUNADE_TEST_FULL is not set")
def test_all_files_through_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = ["facilities", str(HOSPITALS), str(INSURED)]
    assert CliRunner().invoke(app, ["towns", str(TOWNS)]).exit_code == 0
    assert Town.objects.count() == 189_957
    assert CliRunner().invoke(app, files).exit_code == 0
    again = CliRunner().invoke(app, files)
    assert "変更なし: 97,024" in again.stdout
