"""`funade demo`: made-up data, so that the site can be seen and tried."""

from datetime import date, datetime
from itertools import batched
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.progress import track

from funade.apps.catalog import queries
from funade.apps.catalog.actions.demo import store_demo
from funade.apps.catalog.actions.postings import close_expired
from funade.apps.catalog.index import build_snapshot
from funade.config.commands.demo_people import settle_people
from funade.core.demo import generate
from funade.core.kernel.actor import DEMO
from funade.core.kernel.calendar import JST

app = typer.Typer(help="架空の施設と求人を用意します。", rich_markup_mode=None)

BATCH: Final = 300
"""Facilities a transaction."""


@app.callback()
def main() -> None:
    """架空の施設と求人を用意します。"""


@app.command()
def prepare(
    postings: Annotated[int, typer.Option(min=1, help="求人の数")] = 22_000,
    seed: Annotated[int, typer.Option(help="同じ数からは同じデータができます")] = 1,
    day: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="基準日（既定は今日）")
    ] = None,
    keep: Annotated[bool, typer.Option(help="募集中の求人があれば何もしません")] = True,
) -> None:
    """架空のデータを入れ、検索の索引を作ります。"""
    now = timezone.now()
    close_expired(actor=DEMO, now=now)
    present = queries.published_count()
    if keep and present:
        settle_people(now)
        typer.echo(f"データはそのままです（募集中の求人 {present:,}件）。")
        return
    on = day.date() if day else now.astimezone(JST).date()
    stored = _store(seed, on, postings, now)
    build_snapshot()
    settle_people(now)
    typer.echo(f"架空の求人を{stored:,}件用意しました（{on} 時点、種 {seed}）。")


def _store(seed: int, on: date, postings: int, now: datetime) -> int:
    stored = 0
    batches = list(batched(generate(seed=seed, on=on, postings=postings), BATCH, strict=False))
    for batch in track(batches, description="架空のデータを保存しています"):
        stored += len(store_demo(actor=DEMO, batch=batch, on=on, now=now).ids)
    return stored
