"""Write the prefecture shapes that the map loads: build/assets/map/prefectures.geojson.

Run by tools/setup.sh. The shapes belong to the `japanmap` package, so they are made here and
never committed.
"""

import json
import sys
from pathlib import Path
from typing import Final

from funade.core.masters.outlines import CREDIT, feature_collection

DEFAULT_FOLDER: Final = Path(__file__).resolve().parents[1] / "build" / "assets" / "map"


def main(arguments: list[str]) -> None:
    """Write into the folder given as the only argument, or into build/assets/map."""
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "prefectures.geojson"
    shapes = {**feature_collection(), "attribution": CREDIT}
    target.write_text(json.dumps(shapes, ensure_ascii=False, separators=(",", ":")), "utf-8")
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
