"""A new process that opens an index, answers one search, and tells what memory it took.

Run as ``python -m funade.bench.fresh DIRECTORY DAY``.
"""

import json
import sys
from pathlib import Path

from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.index import Index
from funade.core.search.query import Query, Wish
from funade.core.search.snapshot import open_current


def main() -> None:
    """Open, answer, tell."""
    home, day = Path(sys.argv[1]), int(sys.argv[2])
    snapshot = open_current(home / "index")
    if snapshot is None:
        raise SystemExit("no index")
    query = Query(areas=("13",), wishes=(Wish("departments", "01001", 3),))
    found = search(Index.of(snapshot.segment), query, Moment(day, 540))
    print(json.dumps({"openings": found.openings, **memory()}))  # noqa: T201


def memory() -> dict[str, float]:
    """Megabytes of this process: resident, shared, and private (not backed by shared files)."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return {
        "resident_mb": kilobytes["Rss"] / 1e3,
        "private_mb": kilobytes["Private_Dirty"] / 1e3,
    }


if __name__ == "__main__":
    main()
