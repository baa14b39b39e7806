"""Running the program itself: commands, servers and helpers, with settings of their own."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run
from typing import Any


@dataclass(frozen=True, slots=True)
class Installation:
    """A data directory and a database that only the benchmark uses."""

    home: Path
    database: str = ""
    """Empty for SQLite in the data directory."""
    extra: Mapping[str, str] | None = None

    def environment(self) -> dict[str, str]:
        """The variables its processes see; none of the caller's own settings."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("FUNADE_")}
        ours = {
            "FUNADE_DATA_DIR": str(self.home),
            "FUNADE_SECRET_KEY": "only for measuring",
            "FUNADE_DEMO": "1",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path) or ".",
            "DJANGO_SETTINGS_MODULE": "funade.config.settings",
        }
        if self.database:
            ours["FUNADE_DATABASE_URL"] = self.database
        return {**inherited, **ours, **(self.extra or {})}

    def funade(self, *words: str) -> None:
        """Run a `funade` command. Raises CalledProcessError if it fails."""
        run(_python("funade", *words), check=True, stdout=DEVNULL, env=self.environment())  # noqa: S603

    def helper(self, module: str, *words: str) -> dict[str, Any]:
        """Run a module of the benchmark to its end; what it says in JSON."""
        command = _python(f"funade.bench.{module}", *words)
        done = run(command, check=True, stdout=PIPE, env=self.environment())  # noqa: S603
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    @contextmanager
    def running(self, module: str, *words: str) -> Iterator[Popen[str]]:
        """A process that is stopped in the end; its pipes are text."""
        command = _python(module, *words)
        environment = self.environment()
        process = Popen(  # noqa: S603
            command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL if module == "funade" else None,  # the server's journal
            text=True,
            env=environment,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


def _python(module: str, *words: str) -> list[str]:
    return [sys.executable, "-m", module, *words]
