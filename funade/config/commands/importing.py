"""`funade import`: facilities, the gazetteer and postings from files, and the template for them.

Exit codes: 0 every row taken, 1 some rejected (they stand in a file with the reason beside each),
2 nothing could be read.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from django.utils import timezone

from funade.apps.catalog.lookup import gazetteer
from funade.config.commands.import_postings import PostingRun, import_postings
from funade.config.commands.import_report import NOTHING_READ, Report
from funade.config.commands.import_runs import FacilityRun, import_facilities, import_towns
from funade.core.kernel.calendar import JST
from funade.core.listings.rows import TableError
from funade.core.listings.template import FORMATS, HEADER, write_postings

app = typer.Typer(
    help="施設・位置データ・求人をファイルから取り込みます。",
    add_completion=False,
    rich_markup_mode=None,
)

_DATE_IN_NAME: Final = re.compile(r"(20\d{2})(0[1-9]|1[0-2])([0-3]\d)?(?!\d)")

Rejects = Annotated[
    Path | None,
    typer.Option(help="取り込めなかった行を書くファイル（既定は ファイル名.rejected.csv）"),
]


@app.command()
def facilities(
    files: Annotated[list[Path], typer.Argument(help="CSV・TSV・XLSX・JSON（ZIP・GZIPも可）")],
    source: Annotated[str, typer.Option(help="mhlw・insured・own。既定は形式から判断")] = "",
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="一覧の基準日。既定はファイル名の日付か今日"),
    ] = None,
    complete: Annotated[
        bool | None,
        typer.Option(help="この一覧がすべてか。すべてなら、一覧にない施設に消えた印を付けます"),
    ] = None,
    rejects: Rejects = None,
) -> None:
    """医療機関の一覧を取り込みます（ナビイ、保険医療機関一覧、自社の一覧）。"""
    towns, now = gazetteer(), timezone.now()
    if not towns:
        typer.echo("位置データがありません。先に funade import towns を実行してください", err=True)

    def run(path: Path, rejects_path: Path) -> Report:
        day = as_of.date() if as_of else _date_in_name(path, now)
        settings = FacilityRun(towns, now, day, rejects_path, source, complete)
        return import_facilities(path, settings)

    _run_all(files, rejects, run)


@app.command()
def towns(
    files: Annotated[list[Path], typer.Argument(help="町域か市区町村の位置（CSVなど）")],
    rejects: Rejects = None,
) -> None:
    """住所から位置を求めるための町域データを取り込みます。"""
    _run_all(files, rejects, import_towns)


@app.command()
def postings(
    files: Annotated[list[Path], typer.Argument(help="ひな形に書いた求人（CSV・XLSX・JSON）")],
    facility: Annotated[str, typer.Option(help="施設の列が空の行の施設（施設IDか名称）")] = "",
    rejects: Rejects = None,
) -> None:
    """求人を取り込み、公開します。同じ求人番号はもう一度取り込むと更新されます。"""
    now = timezone.now()

    def run(path: Path, rejects_path: Path) -> Report:
        return import_postings(path, PostingRun(now, _today(now), rejects_path, facility))

    _run_all(files, rejects, run)


@app.command()
def template(
    out: Annotated[Path, typer.Argument(help="書き出すファイル")],
    format_: Annotated[
        str, typer.Option("--format", help="csv・xlsx・json。既定はファイル名の拡張子")
    ] = "",
) -> None:
    """求人のひな形を書き出します。列の説明と、書ける値の一覧が付きます。"""
    chosen = format_ or out.suffix.removeprefix(".").lower() or "csv"
    if chosen not in FORMATS:
        raise typer.BadParameter(
            f"--format は {'・'.join(FORMATS)} のどれかです（{chosen} は使えません）"
        )
    try:
        out.write_bytes(write_postings((), chosen))
    except OSError as error:
        raise typer.BadParameter(f"{out} に書けません（{error.strerror}）") from None
    typer.echo(f"{out} にひな形を書きました（{len(HEADER)}列）")


def _date_in_name(path: Path, now: datetime) -> date:
    """The day in a file name (20250601, or 202508 for its first), else today in Japan."""
    found = _DATE_IN_NAME.search(path.name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else _today(now)
    except ValueError:
        return _today(now)


def _today(now: datetime) -> date:
    return now.astimezone(JST).date()


def _run_all(files: list[Path], rejects: Path | None, run: Callable[[Path, Path], Report]) -> None:
    """Run the files one by one and end with the worst of their exit codes."""
    if rejects is not None and len(files) > 1:
        raise typer.BadParameter("--rejects はファイルが1個のときだけ使えます")
    worst = 0
    for path in files:
        rejects_path = rejects or Path(f"{path.name}.rejected.csv")
        try:
            report = run(path, rejects_path)
        except TableError as error:
            typer.echo(f"funade import: {path.name}: {error}", err=True)
            worst = NOTHING_READ
            continue
        typer.echo(report.text(rejects_path))
        worst = max(worst, report.exit_code)
    if worst:
        raise typer.Exit(worst)
