"""What public pages show a signed-in member of their own things: states of buttons, and why.

Strangers get none of it: every function takes the member's `Desk`, and there is none for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from funade.apps.careers.queries.shelf import Desk
from funade.apps.catalog.queries import Listing
from funade.core.conditions.ask import to_query
from funade.core.conditions.judge import Judged, Mark, broken_musts, tally
from funade.core.conditions.sheet import stance_words
from funade.core.search.query import Query
from funade.web.public.pages.cards import Card, Own
from funade.web.public.pages.conditions import first_page, search_url

_ORDER: Final = (Mark.YES, Mark.PART, Mark.NO, Mark.UNKNOWN)


def own(desk: Desk, listing: Listing) -> Own:
    """What one posting is to the member."""
    judged = sorted(desk.judged(listing), key=lambda it: _ORDER.index(it.verdict.mark))
    return Own(
        saved=listing.public_id in desk.saved,
        noted=listing.public_id in desk.notes,
        tally=tally(judged),
        met=tuple(_said(it) for it in judged if it.verdict.mark is Mark.YES),
        rest=tuple(_said(it) for it in judged if it.verdict.mark is not Mark.YES),
        broken=tuple(it.line.label for it in broken_musts(judged)),
    )


def _said(judged: Judged) -> str:
    reason = f"（{judged.verdict.reason}）" if judged.verdict.reason else ""
    return f"{judged.verdict.mark} {judged.line.label}{reason}"


def owned(card: Card, desk: Desk | None, listing: Listing, query: Query | None = None) -> Card:
    """The card with the member's own things on it; for strangers the card as it is.

    Where the wishes in the address are those of the sheet they are not told twice.
    """
    if desk is None:
        return card
    found = own(desk, listing)
    if found.tally and query is not None and _from_sheet(desk, query):
        return replace(card, own=found, matched="", reasons=())
    return replace(card, own=found)


def _from_sheet(desk: Desk, query: Query) -> bool:
    return set(query.wishes) <= set(to_query(desk.sheet, query.kind).wishes)


def without_hidden(listings: Sequence[Listing], desk: Desk | None) -> tuple[list[Listing], int]:
    """The postings to show, and how many the member's hidden facilities took away.

    Only named ones: a posting that hides its name must not be told apart by what vanishes.
    """
    if desk is None:
        return list(listings), 0
    shown = [it for it in listings if it.posting.name_hidden or it.facility_id not in desk.hidden]
    return shown, len(listings) - len(shown)


@dataclass(frozen=True, slots=True)
class SheetLink:
    """「わたしの条件で並べる」, or that the search already does."""

    url: str
    """"" where the address already holds the sheet's wishes, or there is no sheet."""
    active: bool


def sheet_link(desk: Desk, query: Query, **extra: str) -> SheetLink:
    """The same search in the order of the member's sheet."""
    wishes = to_query(desk.sheet, query.kind).wishes
    if not wishes:
        return SheetLink("", active=False)
    if query.wishes == wishes:
        return SheetLink("", active=True)
    mine = first_page(query.having(wishes=wishes, sort="recommended"))
    return SheetLink(search_url(mine, **extra), active=False)


@dataclass(frozen=True, slots=True)
class OwnCell:
    """One posting's answer to one line."""

    mark: Mark
    reason: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One line of the sheet across all compared postings; None where it does not apply."""

    label: str
    stance: str
    cells: tuple[OwnCell | None, ...]


def own_rows(desk: Desk | None, listings: Sequence[Listing]) -> list[OwnRow]:
    """The top rows of a comparison: the sheet's lines, those that cannot be given up first."""
    if desk is None:
        return []
    columns = [{it.line.code: it for it in desk.judged(listing)} for listing in listings]
    rows = [
        (answer.stance, OwnRow(line.label, stance_words(answer), _cells(line.code, columns)))
        for line, answer in desk.sheet
        if any(line.code in column for column in columns)
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]  # must before nice


def _cells(code: str, columns: Sequence[dict[str, Judged]]) -> tuple[OwnCell | None, ...]:
    found = (column.get(code) for column in columns)
    return tuple(
        OwnCell(it.verdict.mark, it.verdict.reason, it.verdict.by_hand) if it else None
        for it in found
    )
