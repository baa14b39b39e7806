"""`funade import` as a person runs it: exit codes, one line, rejected rows beside their reasons."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from funade.apps.catalog.models import Facility, FacilityRecord, Opening, Posting, Town
from funade.config.commands.importing import app
from tests.factories.listings import days, facility

pytestmark = pytest.mark.django_db

TOWNS = "prefecture,municipality,town,latitude,longitude\n東京都,港区,芝五丁目,35.65,139.75\n"
NAVII = (
    "ID,正式名称,正式名称（フリガナ）,所在地,所在地座標（緯度）,所在地座標（経度）,"
    "案内用ホームページアドレス\n"
)
HOSPITAL = "1,髙島①病院,タカシマ,東京都港区芝5-1,0.0,0.0,\n"


@pytest.fixture(autouse=True)
def in_empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).write_text(text, encoding=encoding)
    return name


def rejected(name: str) -> list[list[str]]:
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_facilities_from_cp932_are_placed_by_their_address() -> None:
    assert run("towns", write("towns.csv", TOWNS)).exit_code == 0
    result = run("facilities", write("list_20260601.csv", NAVII + HOSPITAL, "cp932"))
    assert result.exit_code == 0, result.output
    row = Facility.objects.get()
    assert (row.name, row.precision, row.municipality) == ("髙島①病院", "town", "13103")
    assert FacilityRecord.objects.get().as_of.isoformat() == "2026-06-01"
    assert "新しく登録: 1" in result.stdout
    assert "座標が0.0（不明）" in result.stdout
    assert "出典：厚生労働省 医療情報ネット" in result.stdout
    assert "変更なし: 1" in run("facilities", "list_20260601.csv").stdout


def test_rejected_rows_stand_beside_their_reasons_and_can_be_corrected() -> None:
    bad = '2,"閉じない,x\n3,,カナ,東京都港区芝5-2,,,\n=4,青空病院,カナ,どこか,,,\n'
    result = run("facilities", write("list.csv", NAVII + HOSPITAL + bad))
    assert result.exit_code == 1
    lines = rejected("list.csv.rejected.csv")
    assert lines[0][-1] == "理由"
    assert [line[-1][:4] for line in lines[1:]] == ["3行目:", "4行目:", "5行目:"]
    assert "引用符" in lines[1][-1]
    assert "「正式名称」が空" in lines[2][-1]
    assert lines[3][0] == "'=4"
    corrected = (
        Path("list.csv.rejected.csv").read_text("utf-8-sig").replace("どこか", "東京都港区芝5-4")
    )
    write("fixed.csv", corrected)
    assert run("facilities", "fixed.csv").exit_code == 1
    assert set(Facility.objects.values_list("name", flat=True)) == {"髙島①病院", "青空病院"}


def test_the_rejected_rows_of_a_list_without_header_can_be_imported() -> None:
    good = "130000001,0000001,青空病院,1080014,港区芝５－１\n"
    result = run("facilities", write("i.csv", good + "130000002,0000002,,1080014,港区芝\n"))
    assert result.exit_code == 1
    assert rejected("i.csv.rejected.csv")[0][0] == "医療機関コード"
    text = (
        Path("i.csv.rejected.csv").read_text("utf-8-sig").replace("0000002,,", "0000002,白雲病院,")
    )
    assert run("facilities", write("j.csv", text)).exit_code == 0
    assert Facility.objects.count() == 2


@pytest.mark.parametrize(
    ("command", "text", "word"),
    [
        ("facilities", "", "空"),
        ("facilities", "\n\n", "行がありません"),
        ("facilities", "a,b\n1,2\n", "施設一覧として読めません"),
        ("towns", "a,b\n1,2\n", "位置データではありません"),
        ("postings", "a,b\n1,2\n", "ひな形"),
        ("postings", "{", "JSONとして読めません"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_2(
    command: str, text: str, word: str
) -> None:
    result = run(command, write("bad.csv", text))
    assert result.exit_code == 2
    lines = [line for line in result.stderr.splitlines() if "位置データがありません" not in line]
    assert len(lines) == 1
    assert word in lines[0]


def test_nothing_but_rejected_rows_is_exit_2() -> None:
    assert run("facilities", write("list.csv", NAVII + "1,,,,,,\n")).exit_code == 2


def test_a_source_that_does_not_fit_is_refused() -> None:
    assert run("facilities", write("l.csv", NAVII + HOSPITAL), "--source", "insured").exit_code == 2
    assert not Facility.objects.exists()


def test_a_facility_gone_from_the_list_is_marked() -> None:
    lines = [f"{n},第{n}病院,,東京都港区芝5-{n},,,\n" for n in range(1, 5)]
    run("facilities", write("a_20260601.csv", NAVII + "".join(lines)))
    result = run("facilities", write("a_20260701.csv", NAVII + "".join(lines[:3])))
    assert "一覧から消えた施設に印を付けました: 1" in result.stdout
    assert Facility.objects.count() == 4


def test_our_own_short_list_makes_nothing_vanish_unless_told() -> None:
    header = "施設名,所在地\n"
    lines = [f"第{n}病院,東京都港区芝5-{n}\n" for n in range(1, 5)]
    run("facilities", write("a.csv", header + "".join(lines)), "--as-of", "2026-06-01")
    less = write("b.csv", header + "".join(lines[:3]))
    run("facilities", less, "--as-of", "2026-07-01")
    assert not FacilityRecord.objects.filter(vanished_on__isnull=False).exists()
    run("facilities", less, "--as-of", "2026-07-01", "--complete")
    assert FacilityRecord.objects.filter(vanished_on__isnull=False).count() == 1


def test_a_template_is_written_in_each_format() -> None:
    for name in ("t.csv", "t.xlsx", "t.json"):
        assert run("template", name).exit_code == 0
        assert Path(name).stat().st_size > 1_000
    assert run("template", "t.txt").exit_code == 2
    assert run("template", "none/t.csv").exit_code == 2


def postings(*lines: str) -> str:
    header = "求人番号,施設名,都道府県,働き方,見出し,診療科,給与,勤務区分,勤務日,勤務時間\n"
    return write("p.csv", header + "".join(f"{line}\n" for line in lines))


def test_postings_are_published_and_found_unchanged() -> None:
    row = facility(name="青空病院", name_key="青空病院")
    day = days(7).isoformat()
    file = postings(
        f"A-1,青空病院,東京,スポット,内科当直,内科,1回 4万円,当直,{day},18:00〜翌8:30",
        f"A-1,,,,,,,当直,{days(8)},18:00〜翌8:30",
        f"A-2,知らない病院,,スポット,当直,内科,1回 4万円,当直,{day},18:00〜翌8:30",
        f"A-3,青空病院,,スポット,当直,内科,1回 4万円,当直,{day},18:00〜8:30",
    )
    result = run("postings", file)
    assert result.exit_code == 1
    posting = Posting.objects.get()
    assert (posting.external_id, posting.facility_id, posting.status) == (
        "A-1",
        row.pk,
        "published",
    )
    assert Opening.objects.count() == 2
    assert [line[0] for line in rejected("p.csv.rejected.csv")[1:]] == ["A-3", "A-2"]
    again = run("postings", file)
    assert "変更なし: 1" in again.stdout
    assert Posting.objects.count() == 1


def test_the_command_names_the_facility_of_rows_that_name_none() -> None:
    row = facility()
    line = "A-1,,,常勤,内科医,内科,年俸 1,400万円〜,,,"
    file = postings(line.replace("1,400", "1400"))
    assert run("postings", file).exit_code == 2
    assert run("postings", file, "--facility", row.public_id).exit_code == 0
    assert Posting.objects.get().facility_id == row.pk


def test_a_name_that_several_facilities_bear_is_not_guessed() -> None:
    facility(name="中央病院", name_key="中央病院", prefecture="13")
    facility(name="中央病院", name_key="中央病院", prefecture="27", address="大阪府大阪市北区1")
    line = "A-1,中央病院,{},常勤,内科医,内科,年俸 1400万円〜,,,"
    assert run("postings", postings(line.format(""))).exit_code == 2
    assert "2件あります" in rejected("p.csv.rejected.csv")[1][-1]
    assert run("postings", postings(line.format("大阪府"))).exit_code == 0


def test_one_file_for_the_rejected_rows_of_several_is_refused() -> None:
    a = write("a.csv", TOWNS)
    assert run("towns", a, a, "--rejects", "r.csv").exit_code == 2
    assert not Town.objects.exists()
