"""The `funade` command line.

A module adds its commands by one line in COMMAND_GROUPS: the module is imported only when its
command is called, and a line that cannot be loaded is an error, never a missing command.

Bad input is one line on standard error and exit code 2. A command says so by raising
`typer.BadParameter("what is wrong, and with which value")`.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from django.core.management.base import CommandError
from django.db.utils import DatabaseError
from typer.core import TyperGroup
from typer.exceptions import TyperException

from funade import __version__
from funade.config.env import SettingError

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130  # exit codes


# name -> "module:typer_app". An app with a single command becomes that command.
COMMAND_GROUPS: dict[str, str] = {
    "audit": "funade.config.commands.trail:app",
    "bench": "funade.bench.cli:app",
    "demo": "funade.config.commands.demo:app",
    "import": "funade.config.commands.importing:app",
    "index": "funade.config.commands.keeping:index",
    "staff": "funade.config.commands.staff:app",
    "keys": "funade.config.commands.keys:app",
    "outbox": "funade.config.commands.outbox:app",
    "work": "funade.config.commands.keeping:work",
}


class LazyGroup(TyperGroup):
    """A command group that also knows the names in COMMAND_GROUPS and loads them when called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted([*super().list_commands(ctx), *COMMAND_GROUPS])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMAND_GROUPS:
            return load_group(cmd_name)
        return super().get_command(ctx, cmd_name)


def load_group(name: str) -> Any:
    """The command behind `name`, with Django ready for it. Import errors are the caller's."""
    start_django()
    module, _, attribute = COMMAND_GROUPS[name].partition(":")
    command = typer.main.get_command(getattr(importlib.import_module(module), attribute))
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Funade: find work, leave well, know the numbers.",
)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"funade {__version__}")


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="TCP port.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 2,
) -> None:
    """Serve the site until stopped. Prepares static files and the index; does not migrate."""
    start_django()
    from django.core.management import call_command

    from funade.apps.catalog.index import ensure_snapshot

    call_command("collectstatic", interactive=False, verbosity=0)
    ensure_snapshot()
    arguments = ["-c", "python:funade.config.gunicorn_conf", "-b", f"{host}:{port}"]
    typer.echo(f"Funade: http://{host}:{port}/  (Ctrl-C stops it)")
    sys.stdout.flush()
    # Replaces this process, so that signals and the exit code are gunicorn's own.
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments, "-w", str(workers)])


@app.command()
def migrate() -> None:
    """Create or update the database."""
    start_django()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a migration may take longer than a page may
            cursor.execute("SET statement_timeout = 0")
    call_command("migrate", interactive=False, verbosity=1)
    call_command("createcachetable", verbosity=0)


@app.command()
def doctor() -> None:
    """Explain what is missing or not running. Exit code 1 if anything is."""
    start_django()
    from funade.config.doctor import examine

    findings = examine()
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.subject}: {finding.text}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def django(ctx: typer.Context) -> None:
    """Run a Django management command, such as check or shell."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["funade django", *ctx.args])


def start_django() -> None:
    """Loads settings and apps; may be called more than once."""
    # Imported here so that `funade version` and `--help` work with broken settings.
    import django as framework

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "funade.config.settings")
    make_data_directory()
    framework.setup()


def make_data_directory() -> None:
    """The place for database, static files and key; a SettingError when it cannot be made."""
    from django.conf import settings

    try:
        settings.FUNADE_DATA_DIR.mkdir(parents=True, exist_ok=True)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"FUNADE_DATA_DIR: {error.strerror}: {error.filename}") from None


def main() -> None:
    """The entry point: turns the expected kinds of failure into one line and an exit code."""
    try:
        code = app(args=sys.argv[1:] or ["--help"], standalone_mode=False)
    except TyperException as error:
        fail(error.format_message(), BAD_INPUT)
    except SettingError as error:
        fail(str(error), BAD_INPUT)
    except (DatabaseError, CommandError) as error:
        fail(str(error), FAILED)
    except typer.Abort:
        fail("interrupted", INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def fail(message: str, code: int) -> NoReturn:
    """One line on standard error, then the exit code."""
    print(f"funade: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(code)
