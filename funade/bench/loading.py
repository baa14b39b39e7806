"""`funade bench http`: the real server, asked by many at once."""

import json
import re
import shutil
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from socket import create_connection, socket
from subprocess import run
from typing import Any, Final

from funade.bench.figures import percentile
from funade.bench.programs import Installation
from funade.bench.queries import searches
from funade.bench.race import address

WORKERS: Final = 2
CLIENTS: Final = 4
_URLS: Final = 100
_OPENINGS_PER_POSTING: Final = 2.8
_START_S: Final = 60

_SCRIPT: Final = """
local paths = {%s}
local at = 0
request = function() at = at %% #paths + 1; return wrk.format("GET", paths[at]) end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('{"requests":%%d,"seconds":%%f,"p50":%%f,"p99":%%f,"errors":%%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def measure(root: Path, openings: int, seconds: int) -> dict[str, Any]:
    """Requests per second and latency in ms. The data are prepared once, and kept."""
    port = _free_port()
    at = _prepared(root / "bench" / f"http-{openings}", openings, port)
    server = ("serve", "--port", str(port), "--workers", str(WORKERS))
    with at.running("funade", *server):
        _wait(port)
        paths = [f"/jobs/?{query}" for query in queries()]
        _by_python(port, paths, 3)  # both workers load the index and the templates
        tool = shutil.which("wrk")
        found = _by_wrk(tool, port, paths, seconds) if tool else _by_python(port, paths, seconds)
    rate = found["requests"] / found["seconds"]
    return {"openings": openings, "tool": "wrk" if tool else "Python", "rate": rate, **found}


def queries() -> list[str]:
    """The query strings asked in turn; days are left out, they would soon be in the past."""
    asked = [each.query.without("first_day", "last_day") for each in searches(_URLS, seed=2)]
    return [address(query) for query in asked]


def _prepared(home: Path, openings: int, port: int) -> Installation:
    home.mkdir(parents=True, exist_ok=True)
    extra = {"FUNADE_SEARCH_PER_MINUTE": "0", "FUNADE_ORIGIN": f"http://127.0.0.1:{port}"}
    at = Installation(home, extra=extra)
    at.funade("migrate")
    at.funade("demo", "prepare", "--postings", str(round(openings / _OPENINGS_PER_POSTING)))
    return at


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int) -> None:
    """Until the server answers. Raises TimeoutError."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        try:
            with create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start")


def _by_wrk(tool: str, port: int, paths: Sequence[str], seconds: int) -> dict[str, Any]:
    script = _SCRIPT % ", ".join(json.dumps(path) for path in paths)
    load = ("-t", "1", "-c", str(CLIENTS), "-d", f"{seconds}s", "-s", "/dev/stdin")
    command = [tool, *load, f"http://127.0.0.1:{port}/"]
    done = run(command, check=True, capture_output=True, text=True, input=script)  # noqa: S603
    found: dict[str, Any] = json.loads(re.findall(r"^\{.*\}$", done.stdout, re.MULTILINE)[-1])
    return found


def _by_python(port: int, paths: Sequence[str], seconds: int) -> dict[str, Any]:
    """Where wrk is missing: threads that ask one after the other."""
    latencies: list[float] = []
    failed: list[int] = []
    deadline = time.monotonic() + seconds
    clients = [
        threading.Thread(target=_client, args=(port, paths[at:], deadline, latencies, failed))
        for at in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return {
        "requests": len(latencies),
        "seconds": seconds,
        "p50": percentile(latencies, 50),
        "p99": percentile(latencies, 99),
        "errors": len(failed),
    }


def _client(
    port: int, paths: Sequence[str], deadline: float, latencies: list[float], failed: list[int]
) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    for path in cycle(paths):
        began = time.monotonic()
        if began > deadline:
            return
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        latencies.append((time.monotonic() - began) * 1e3)
        if response.status >= 400:
            failed.append(response.status)


def text(found: dict[str, Any]) -> str:
    """The figures in words."""
    return (
        f"## HTTP: search pages of {found['openings']:,} openings, {WORKERS} workers, "
        f"{CLIENTS} connections, {found['tool']}\n\n"
        f"- {found['rate']:.0f} requests/s over {found['seconds']:.0f} s, "
        f"p50 {found['p50']:.0f} ms, p99 {found['p99']:.0f} ms, {found['errors']} errors\n"
    )
