"""Two to four postings side by side, in the rows of their own pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from funade.apps.catalog.queries import Listing
from funade.core.listings.pay import opening_pay
from funade.web.public.pages.detail import Section, sections

MOST: Final = 4
BEST: Final = "最"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one posting says; ``best`` marks the best of its row, in words on the page."""

    values: tuple[str, ...]
    best: bool = False


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line across all postings."""

    label: str
    cells: tuple[Cell, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class CompareSection:
    """Lines under a heading."""

    title: str
    rows: tuple[CompareRow, ...]


def compare(listings: Sequence[Listing], *, only_different: bool) -> tuple[CompareSection, ...]:
    """All rows that any of the postings has; a row one of them lacks is a dash there."""
    tables = [{s.title: s for s in sections(listing)} for listing in listings]
    titles = list(dict.fromkeys(title for table in tables for title in table))
    found = []
    for title in titles:
        rows = _rows([table.get(title) for table in tables], listings)
        shown = tuple(row for row in rows if not (only_different and row.same))
        if shown:
            found.append(CompareSection(title, shown))
    return tuple(found)


def _rows(parts: Sequence[Section | None], listings: Sequence[Listing]) -> list[CompareRow]:
    by_label = [{row.label: row.values for row in part.rows} if part else {} for part in parts]
    labels = list(dict.fromkeys(label for rows in by_label for label in rows))
    return [_row(label, by_label, listings) for label in labels]


def _row(
    label: str, by_label: Sequence[dict[str, tuple[str, ...]]], listings: Sequence[Listing]
) -> CompareRow:
    values = [rows.get(label, ("—",)) for rows in by_label]
    best = _best(label, listings)
    cells = tuple(Cell(said, at in best) for at, said in enumerate(values))
    return CompareRow(label, cells, same=len(set(values)) == 1)


def _hourly(listing: Listing) -> int | None:
    posting = listing.posting
    lows = [opening_pay(posting, opening).hourly.low for opening in posting.openings]
    return max((low for low in lows if low is not None), default=None)


_HIGHEST: Final[dict[str, Callable[[Listing], int | None]]] = {"時給換算": _hourly}
"""Rows in which one value is better than another beyond doubt, and how to weigh them."""


def _best(label: str, listings: Sequence[Listing]) -> frozenset[int]:
    """Positions of the best values; none where all are equal or fewer than two are known."""
    weigh = _HIGHEST.get(label)
    if weigh is None:
        return frozenset()
    known = {at: value for at, it in enumerate(listings) if (value := weigh(it)) is not None}
    if len(known) < 2 or len(set(known.values())) == 1:
        return frozenset()
    top = max(known.values())
    return frozenset(at for at, value in known.items() if value == top)
