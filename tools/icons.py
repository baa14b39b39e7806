"""Draws the app's icons from the mark: `python tools/icons.py`. The results are committed.

Browsers want PNG for an installed app. The shapes are those of shared/mark.svg, read from it.
"""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "funade/web/shared/static/shared"
BLUE, WHITE = "#0017c1", "#ffffff"
GRID = 32  # the mark's own units
FINER = 8  # drawn larger, then shrunk: that is what smooths the edges
ROUND = 7


def polygons(svg: str) -> list[list[tuple[float, float]]]:
    """The closed shapes of the mark's one path: only M, v, h, H and relative l are used."""
    path = re.findall(r'<path[^>]* d="([^"]+)"', svg)[0]
    return [_corners(shape) for shape in path.split("z") if shape]


def _corners(shape: str) -> list[tuple[float, float]]:
    x = y = 0.0
    corners = []
    for command, numbers in re.findall(r"([MlvhHL])([^A-Za-z]*)", shape):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            x, y = values
        elif command == "l":
            x, y = x + values[0], y + values[1]
        elif command == "v":
            y += values[0]
        elif command == "h":
            x += values[0]
        elif command == "H":
            x = values[0]
        corners.append((x, y))
    return corners


def icon(shapes: list[list[tuple[float, float]]], size: int, *, maskable: bool) -> Image.Image:
    """One icon. A maskable one fills its square and keeps the mark in the safe middle."""
    side = size * FINER
    image = Image.new("RGBA", (side, side), BLUE if maskable else (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if not maskable:
        draw.rounded_rectangle((0, 0, side - 1, side - 1), side * ROUND / GRID, fill=BLUE)
    shrink = 0.75 if maskable else 1.0
    unit, edge = side / GRID * shrink, side * (1 - shrink) / 2
    for shape in shapes:
        draw.polygon([(edge + x * unit, edge + y * unit) for x, y in shape], fill=WHITE)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Writes the three files that the manifest names."""
    shapes = polygons((FOLDER / "mark.svg").read_text(encoding="utf-8"))
    for name, size, maskable in (
        ("icon-192.png", 192, False),
        ("icon-512.png", 512, False),
        ("icon-maskable-512.png", 512, True),
    ):
        icon(shapes, size, maskable=maskable).quantize(64).save(FOLDER / name, optimize=True)
        print(FOLDER / name)


if __name__ == "__main__":
    main()
