"""`funade outbox`: how the queue stands, and what was given up."""

from datetime import timedelta
from typing import Annotated, Final

import typer
from django.utils import timezone

from funade.apps.outbox.actions import drop_dead, retry_dead
from funade.apps.outbox.queries import dead_letters, schedule_states, status
from funade.apps.outbox.registry import schedules
from funade.core.kernel.actor import Actor
from funade.core.kernel.calendar import format_instant

app = typer.Typer(help="お知らせなどの送信待ちと、断念したもの。", rich_markup_mode=None)

OPERATOR: Final = Actor("system", "command")
Number = Annotated[int, typer.Argument(metavar="ID", help="funade outbox dead の番号")]


@app.command("status")
def show_status() -> None:
    """待ち件数、最後の動作時刻、定期作業の予定を表示します。"""
    now = timezone.now()
    found = status(now)
    seen = format_instant(found.last_seen) if found.last_seen else "なし"
    typer.echo(f"動作中のプログラム: {found.workers}（最後の応答: {seen}）")
    typer.echo(f"待ち: {found.waiting:,}（期限を過ぎた最長: {_age(found.oldest_due)}）")
    typer.echo(f"断念: {found.dead:,}")
    for run in schedule_states(list(schedules())):
        due = format_instant(run.due_at) if run.due_at else "未実行"
        trouble = f"  失敗: {run.last_error}" if run.last_error else ""
        typer.echo(f"  {run.name}  次回 {due}{trouble}")


@app.command("dead")
def show_dead() -> None:
    """断念したものを理由とともに一覧にします。"""
    letters = dead_letters()
    for letter in letters:
        at = format_instant(letter.given_up_at) if letter.given_up_at else ""
        typer.echo(f"{letter.id}  {at}  {letter.kind}  {letter.attempts}回  {letter.reason}")
    if not letters:
        typer.echo("断念したものはありません。")


@app.command()
def retry(number: Number) -> None:
    """断念したものを、もう一度送ります。"""
    if not retry_dead(actor=OPERATOR, job_id=number, now=timezone.now()):
        raise typer.BadParameter(f"断念したものに {number} はありません")
    typer.echo(f"{number} をもう一度行います。")


@app.command()
def drop(number: Number) -> None:
    """断念したものを、送らずに片付けます。"""
    if not drop_dead(actor=OPERATOR, job_id=number, now=timezone.now()):
        raise typer.BadParameter(f"断念したものに {number} はありません")
    typer.echo(f"{number} を片付けました。")


def _age(age: timedelta | None) -> str:
    return f"{int(age.total_seconds()):,}秒" if age else "なし"
