"""`funade bench`: how fast it is, beside what, and whether the answers are right."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings

from funade.bench import (
    loading,
    percolation,
    percolation_report,
    prepare,
    report,
    searching,
    timing,
    visible,
)

app = typer.Typer(help="検索と画面の速さを測ります。", rich_markup_mode=None)


@app.callback()
def main() -> None:
    """検索と画面の速さを測ります。"""


@app.command()
def search(  # noqa: PLR0913, PLR0917  # budget: the options of a command
    openings: Annotated[int, typer.Option(min=1_000, help="募集枠の数")] = 1_000_000,
    queries: Annotated[int, typer.Option(min=10, help="検索の数")] = 200,
    passes: Annotated[int, typer.Option(min=1, help="繰り返しの回数")] = 3,
    against: Annotated[str, typer.Option(help="比べる相手")] = ",".join(prepare.COMPETITORS),
    budget: Annotated[float, typer.Option(help="比べる相手ごとの秒数")] = 600,
    saved: Annotated[int, typer.Option(min=0, help="保存した検索の数")] = 340_000,
    out: Annotated[Path | None, typer.Option("--json", help="数値を書くファイル")] = None,
) -> None:
    """検索エンジンを測り、同じ検索のデータベースと比べます。"""
    names = [name for name in against.split(",") if name]
    unknown = sorted(set(names) - set(prepare.COMPETITORS))
    if unknown:
        raise typer.BadParameter(f"--against: {unknown[0]} (known: postgresql, sqlite)")
    plan = searching.Plan(
        root=settings.FUNADE_DATA_DIR,
        openings=openings,
        queries=queries,
        passes=passes,
        against=names,
        budget=budget,
        saved=saved,
    )
    figures = searching.measure(plan, _tell)
    _write(out, figures)
    typer.echo(report.of_search(figures))


@app.command()
def percolate(
    saved: Annotated[int, typer.Option(min=1, help="保存した検索の数")] = percolation.SEARCHES,
    postings: Annotated[
        int, typer.Option(min=1, max=3_000, help="求人の数")
    ] = percolation.POSTINGS,
    alone: Annotated[bool, typer.Option("--alone", help="PostgreSQLと比べません")] = False,  # noqa: FBT002
    out: Annotated[Path | None, typer.Option("--json", help="数値を書くファイル")] = None,
) -> None:
    """変わった求人1件を保存されたすべての検索と照らし合わせ、PostgreSQLと比べます。"""
    _tell(f"{saved:,} saved searches")
    root = settings.FUNADE_DATA_DIR
    figures = percolation.measure(root, saved, compare=not alone, postings=postings)
    _write(out, figures)
    typer.echo(percolation_report.text(figures))


@app.command("timing")
def existence_timing(
    samples: Annotated[int, typer.Option(min=20, help="パスごとの回数")] = timing.SAMPLES,
    out: Annotated[Path | None, typer.Option("--json", help="数値を書くファイル")] = None,
) -> None:
    """登録のあるアドレスとないアドレスを、応答の時間で見分けられるかを測ります。"""
    figures = timing.measure(samples, _tell)
    _write(out, figures)
    typer.echo(timing.text(figures))


@app.command("visible")
def visible_changes(
    changes: Annotated[int, typer.Option(min=10, help="1件ずつ測る変更の数")] = 200,
    scattered: Annotated[int, typer.Option(min=0, help="同時に書く変更の数")] = 2_100,
    database_url: Annotated[str, typer.Option(help="空のPostgreSQL（既定は自前）")] = "",
    out: Annotated[Path | None, typer.Option("--json", help="数値を書くファイル")] = None,
) -> None:
    """変更の確定から、別のプロセスの検索で見つかるまでを測ります。"""
    figures = visible.measure(changes, scattered, database_url)
    _write(out, figures)
    typer.echo(visible.text(figures))


@app.command()
def http(
    openings: Annotated[int, typer.Option(min=100, help="募集枠の数")] = 50_000,
    seconds: Annotated[int, typer.Option(min=1, help="測る秒数")] = 20,
    out: Annotated[Path | None, typer.Option("--json", help="数値を書くファイル")] = None,
) -> None:
    """本物のサーバーに検索ページを次々に求めて測ります。"""
    figures = loading.measure(settings.FUNADE_DATA_DIR, openings, seconds)
    _write(out, figures)
    typer.echo(loading.text(figures))


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _write(out: Path | None, figures: dict[str, Any]) -> None:
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(figures, ensure_ascii=False, indent=1))
