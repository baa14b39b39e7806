"""A real installation for the browser tests: own data directory, gunicorn, production settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
_START_WITHIN_S = 30


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Site:
    """One installation in `data_dir`, served at `url` once it runs."""

    data_dir: Path
    port: int = field(default_factory=_free_port)
    extra: Mapping[str, str] = field(default_factory=dict)
    """Settings of this installation alone."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def funade(self, *arguments: str) -> None:
        """Runs a `funade` command in this installation; raises when it fails."""
        subprocess.run(self._command(*arguments), env=self._environment(), cwd=TREE, check=True)

    @contextmanager
    def served(self) -> Iterator[None]:
        """The site answers inside the block. What the server says goes to server.log."""
        with (self.data_dir / "server.log").open("ab") as log:
            server = subprocess.Popen(
                self._command("serve", "--port", str(self.port), "--workers", "1"),
                env=self._environment(),
                cwd=TREE,
                stderr=log,
            )
            try:
                self._wait_for(server)
                yield
            finally:
                server.terminate()
                server.wait(timeout=30)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "funade", *arguments]

    def _environment(self) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith("FUNADE_")}
        mine.pop("DJANGO_SETTINGS_MODULE", None)
        return {
            **mine,
            "FUNADE_DATA_DIR": str(self.data_dir),
            "FUNADE_ORIGIN": self.url,
            "FUNADE_SEARCH_PER_MINUTE": "0",
            **self.extra,
        }

    def _wait_for(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_WITHIN_S
        while time.monotonic() < deadline and server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        log = (self.data_dir / "server.log").read_text(encoding="utf-8")
        raise RuntimeError(f"the server did not start:\n{log}")


def prepare_site(site: Site) -> None:
    """What every browser test finds in the database."""
    site.funade("migrate")
    site.funade("demo", "prepare", "--postings", "800")
