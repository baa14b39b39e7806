"""`funade keys`: the keyring that seals personal fields."""

import typer
from django.utils import timezone

from funade.apps.accounts.actions.keys import rotate_keys
from funade.apps.accounts.keyring import SealBrokenError, new_ring_key
from funade.apps.accounts.queries import examine_keys
from funade.core.kernel.actor import Actor

app = typer.Typer(help="個人情報を封じる鍵。", rich_markup_mode=None)

OPERATOR = Actor("system", "command")
FAILED = 1


@app.command()
def new() -> None:
    """新しい鍵を1本、標準出力に書きます。どこにも保存しません。"""
    typer.echo(new_ring_key())


@app.command()
def rotate() -> None:
    """すべての会員の鍵を、いちばん新しい鍵で包み直します。途中で止めても、もう一度行えば済みます。"""
    try:
        count = rotate_keys(actor=OPERATOR, now=timezone.now())
    except SealBrokenError:
        typer.echo("開けない鍵があります。funade keys check で確かめてください。", err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(f"{count:,}件を新しい鍵で包み直しました。")


@app.command()
def check() -> None:
    """すべての会員の鍵が開くか、古い鍵を外せるかを調べます。"""
    found = examine_keys()
    typer.echo(f"会員の鍵: {found.total:,}")
    typer.echo(f"古い鍵で包まれたもの: {found.old:,}")
    if found.broken:
        shown = "、".join(str(user_id) for user_id in found.broken[:20])
        typer.echo(f"開けないもの: {len(found.broken):,}（会員番号 {shown}）", err=True)
        raise typer.Exit(FAILED)
    if found.old:
        typer.echo("funade keys rotate を行うと、古い鍵を外せます。")
    else:
        typer.echo("鍵束の先頭の鍵だけで、すべて開きます。")
