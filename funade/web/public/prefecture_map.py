"""都道府県の地図: how many openings each prefecture has, as a drawing and as a plain list.

The drawing is what people see before (and without) the interactive map; the list says the same
in words and reaches the prefectures too small for a thumb. Feeds `public/_prefectures.html`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from funade.core.masters.areas import PREFECTURES, REGIONS, prefectures_of
from funade.core.masters.outlines import CREDIT, drawing, extent, roomiest_point

STEPS: Final = 4
"""Shades for prefectures with openings; step 0 has none."""

_NUDGES: Final = {"14": (20, 12)}
"""神奈川's three characters would meet 山梨's; they may stand half in the sea."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A prefecture's outline as SVG path data, and where its short name stands."""

    code: str
    name: str
    short: str
    path: str
    label_x: int
    label_y: int


@cache
def shapes() -> tuple[Shape, ...]:
    """The 47 shapes in the order of the codes: north to south, as the eye and Tab go."""
    return tuple(_shape(code, ring) for code, ring in sorted(drawing().rings.items()))


def _shape(code: str, ring: Sequence[tuple[int, int]]) -> Shape:
    prefecture = PREFECTURES[PREFECTURES.position(code)]
    x, y = roomiest_point(ring)
    right, down = _NUDGES.get(code, (0, 0))
    label = (round(x) + right, round(y) + down)
    return Shape(code, prefecture.name, prefecture.short, path_data(ring), *label)


def path_data(ring: Sequence[tuple[int, int]], *, closed: bool = True) -> str:
    """SVG path data in relative steps, which are shorter than positions: ``M8 5l2-1 3 4z``."""
    (x, y), *_ = ring
    steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(ring))
    return f"M{x} {y}l{steps}".replace(" -", "-") + ("z" if closed else "")


@dataclass(frozen=True, slots=True)
class Area:
    """A prefecture with its count; ``step`` is its shade, 0 (none) to `STEPS`."""

    shape: Shape
    openings: int
    step: int
    href: str
    chosen: bool

    @property
    def label(self) -> str:
        """What a screen reader says, and the tooltip."""
        return f"{self.shape.name} {self.count}"

    @property
    def count(self) -> str:
        """The openings, as shown."""
        return f"{self.openings:,}枠"


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its sum, for the list."""

    name: str
    openings: int
    href: str
    areas: tuple[Area, ...]

    @property
    def count(self) -> str:
        """The openings, as shown."""
        return f"{self.openings:,}枠"


@dataclass(frozen=True, slots=True)
class Shade:
    """A line of the legend."""

    step: int
    text: str


@dataclass(frozen=True, slots=True)
class PrefectureMap:
    """Everything `public/_prefectures.html` shows."""

    view_box: str
    divider: str
    areas: tuple[Area, ...]
    regions: tuple[Region, ...]
    legend: tuple[Shade, ...]
    credit: str = CREDIT


def prefecture_map(
    counts: Mapping[str, int], *, href: Callable[[str], str], chosen: Collection[str] = ()
) -> PrefectureMap:
    """The map for ``counts`` (openings by prefecture code; a missing one has none).

    ``href`` gives the address of the search narrowed to a prefecture or region code; ``chosen``
    holds the codes the search is narrowed to now.
    """
    starts = _step_starts([counts.get(code, 0) for code in PREFECTURES.codes])
    areas = {
        shape.code: Area(
            shape=shape,
            openings=(openings := counts.get(shape.code, 0)),
            step=sum(openings >= start for start in starts),
            href=href(shape.code),
            chosen=shape.code in chosen,
        )
        for shape in shapes()
    }
    drawn = drawing()
    return PrefectureMap(
        view_box=f"0 0 {drawn.width} {drawn.height}",
        divider=path_data(drawn.divider, closed=False),
        areas=tuple(areas.values()),
        regions=tuple(_region(code, areas, href) for code in REGIONS.codes),
        legend=_legend(starts),
    )


def _region(code: str, areas: Mapping[str, Area], href: Callable[[str], str]) -> Region:
    members = tuple(areas[prefecture.code] for prefecture in prefectures_of(code))
    return Region(
        name=REGIONS.name(code),
        openings=sum(area.openings for area in members),
        href=href(code),
        areas=members,
    )


def _step_starts(counts: Sequence[int]) -> list[int]:
    """The least count of each step: 1, then about the quartiles, as numbers people read easily.

    Few openings give fewer steps, for a step must differ from the one before.
    """
    found = sorted(count for count in counts if count)
    if not found:
        return []
    quartiles = (_readable(found[len(found) * part // STEPS]) for part in range(1, STEPS))
    return sorted({1, *quartiles})


def _readable(count: int) -> int:
    """Rounded down to its first digit: 1,234 → 1,000."""
    unit: int = 10 ** (len(str(count)) - 1)
    return count // unit * unit


def _span(first: int, last: int) -> str:
    return f"{first:,}枠" if first == last else f"{first:,}〜{last:,}枠"


def _legend(starts: Sequence[int]) -> tuple[Shade, ...]:
    texts = [_span(start, following - 1) for start, following in pairwise(starts)]
    texts += [f"{start:,}枠以上" for start in starts[-1:]]
    return (Shade(0, "なし"), *(Shade(step, text) for step, text in enumerate(texts, start=1)))


def view_of(codes: Collection[str]) -> str:
    """``west,south,east,north`` of prefectures, for the map's ``data-view``; "" for none."""
    known = [code for code in codes if PREFECTURES.get(code)]
    if not known:
        return ""
    return ",".join(f"{edge:.3f}" for edge in extent(known))
