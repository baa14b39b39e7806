"""`funade work` and `funade index`: what must happen without anybody clicking."""

from typing import Annotated

import typer

from funade.apps.catalog.index import build_snapshot
from funade.apps.outbox.process import drain, keep_working

index = typer.Typer(help="検索の索引。", rich_markup_mode=None)
work = typer.Typer(help="送信や期限切れの終了など、裏の作業を続けます。", rich_markup_mode=None)


@index.callback()
def index_main() -> None:
    """検索の索引。"""


@index.command()
def build() -> None:
    """データベースから索引を作り直します。動いているサイトはそのまま新しい索引に移ります。"""
    typer.echo(f"索引を作りました（求人 {build_snapshot():,}件）。")


@work.command()
def run(
    once: Annotated[bool, typer.Option(help="いま行うべき作業だけを行って終わります")] = False,
) -> None:
    """お知らせを送り、期限切れの求人を終了し、索引を作り直します。いくつ動かしてもかまいません。

    止めるときは Ctrl-C か SIGTERM。途中の作業を終えてから止まります。
    """
    if once:
        drain()
    else:
        keep_working()
