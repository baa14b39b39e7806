"""`funade audit`: the record of who has looked at whose data."""

import typer

from funade.apps.accounts.queries import audit_head, verify_chain

app = typer.Typer(help="個人情報の閲覧記録。", rich_markup_mode=None)

FAILED = 1


@app.callback()
def main() -> None:
    """個人情報の閲覧記録。"""


@app.command()
def verify() -> None:
    """閲覧記録が書いたときのままかを、先頭から最後まで調べます。"""
    head = audit_head()
    broken = verify_chain()
    if broken is not None:
        typer.echo(f"{broken}行目が書いたときと違います。", err=True)
        raise typer.Exit(FAILED)
    typer.echo(f"{head.seq:,}行、すべて書いたときのままです。")
    typer.echo(f"末尾の指紋: {head.digest or 'なし'}")
