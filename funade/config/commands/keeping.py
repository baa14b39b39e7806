"""`funade work` and `funade index`: what must happen without anybody clicking."""

import time
from typing import Annotated, Final

import typer
from django.utils import timezone

from funade.apps.catalog.actions.postings import close_expired
from funade.apps.catalog.index import build_snapshot, changes_behind, trim_log
from funade.core.kernel.actor import KEEPER

index = typer.Typer(help="検索の索引。", rich_markup_mode=None)
work = typer.Typer(help="期限切れの終了と索引の作り直しを続けます。", rich_markup_mode=None)

REBUILD_AFTER: Final = 2_000
"""Changes behind the snapshot from which a new one saves the readers work."""


@index.callback()
def index_main() -> None:
    """検索の索引。"""


@index.command()
def build() -> None:
    """データベースから索引を作り直します。動いているサイトはそのまま新しい索引に移ります。"""
    typer.echo(f"索引を作りました（求人 {build_snapshot():,}件）。")


@work.command()
def run(
    once: Annotated[bool, typer.Option(help="1回だけ行って終わります")] = False,
    every: Annotated[int, typer.Option(min=1, help="間隔（秒）")] = 30,
) -> None:
    """期限切れの求人を終了し、変更がたまったら索引を作り直します。"""
    while True:
        keep_up()
        if once:
            return
        time.sleep(every)


def keep_up() -> None:
    """One round. Safe to repeat, to kill, and to run twice at once."""
    close_expired(actor=KEEPER, now=timezone.now())
    if changes_behind() > REBUILD_AFTER:
        build_snapshot()
        trim_log()
