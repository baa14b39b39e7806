"""Kept postings as lines of a list, denser than the cards of a search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from funade.apps.careers.queries.shelf import EMPTY_NOTE, Desk, Kept
from funade.apps.catalog.queries import Listing
from funade.core.conditions.judge import Mark, broken_musts, tally
from funade.core.kernel.calendar import JST, format_day
from funade.core.listings.words import HIDDEN_NAME, NOT_STATED, day_words, pay_words
from funade.core.masters.areas import place_name
from funade.core.masters.work import KINDS

ORDERS: Final = (("saved", "保存した順"), ("match", "条件に合う順"), ("ending", "終わりが近い順"))


@dataclass(frozen=True, slots=True)
class Item:
    """One kept posting; what the catalog no longer has keeps its number and its note."""

    public_id: str
    at: str
    title: str
    url: str
    """"" when there is no page any more."""
    facility: str
    facts: str
    """Kind, place, days: one line."""
    pay: str
    ends: str
    ended: bool
    tally: str
    broken: tuple[str, ...]
    note: str
    matched: int
    ends_on: date


def items(kept: Sequence[Kept], desk: Desk, order: str = "saved") -> list[Item]:
    """The lines in the order asked for; an order nobody knows is the order of saving."""
    found = [_item(it, desk) for it in kept]
    key = _KEYS.get(order)
    return sorted(found, key=key) if key else found


_KEYS: Final[dict[str, Callable[[Item], Any]]] = {
    "match": lambda item: (item.ended, -item.matched),
    "ending": lambda item: (item.ended, item.ends_on),
}


def _item(kept: Kept, desk: Desk) -> Item:
    note = desk.notes.get(kept.public_id, EMPTY_NOTE).text
    at = format_day(kept.at.astimezone(JST).date(), year=True)
    if kept.listing is None:
        return _vanished(kept.public_id, at, note)
    listing, judged = kept.listing, desk.judged(kept.listing)
    posting = listing.posting
    return Item(
        public_id=kept.public_id,
        at=at,
        title=posting.title,
        url=f"/jobs/{kept.public_id}/",
        facility=HIDDEN_NAME if posting.name_hidden else listing.facility.name,
        facts=_facts(listing),
        pay="・".join(pay_words(posting)[:2]),
        ends=format_day(posting.expires_on, year=True),
        ended=kept.ended,
        tally=tally(judged),
        broken=tuple(it.line.label for it in broken_musts(judged)),
        note=note,
        matched=sum(it.verdict.mark is Mark.YES for it in judged),
        ends_on=posting.expires_on,
    )


def _facts(listing: Listing) -> str:
    facility, posting = listing.facility, listing.posting
    days = list(dict.fromkeys(day_words(it) for it in posting.openings if it.places_left))
    when = "・".join(days[:3]) + (f"ほか{len(days) - 3}日" if len(days) > 3 else "")
    place = place_name(facility.municipality or facility.prefecture, full=True)
    return "　".join([KINDS.name(posting.kind), place, when or NOT_STATED])


def _vanished(public_id: str, at: str, note: str) -> Item:
    return Item(
        public_id=public_id,
        at=at,
        title=f"番号 {public_id}",
        url="",
        facility="",
        facts="掲載がなくなりました",
        pay="",
        ends="",
        ended=True,
        tally="",
        broken=(),
        note=note,
        matched=0,
        ends_on=date.max,
    )
