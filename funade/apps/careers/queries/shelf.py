"""Reading what a member keeps of postings, and what a public page shows them of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from funade.apps.careers.models import (
    Block,
    Favourite,
    HiddenFacility,
    Note,
    Seen,
    ShelfChoice,
)
from funade.apps.careers.queries.conditions import middle_for, own_sheet
from funade.apps.careers.queries.sealed import opened
from funade.apps.catalog.queries import Listing, listings_by_id
from funade.core.conditions.ask import Point
from funade.core.conditions.judge import Judged, Mark, Subject, Verdict, judge
from funade.core.conditions.sheet import Sheet

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class OwnNote:
    """What a member wrote about one posting."""

    text: str = ""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """By hand, by line of the sheet."""


EMPTY_NOTE: Final = OwnNote()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page may show a member of their own things, all of it theirs alone."""

    user_id: int
    saved: frozenset[str]
    """Public ids, of the postings asked about."""
    hidden: frozenset[str]
    """Public ids of facilities."""
    blocked: frozenset[str]
    """Public ids of facilities blocked by name."""
    notes: Mapping[str, OwnNote]
    keeps_seen: bool
    sheet: Sheet
    middle: Point | None

    def judged(self, listing: Listing) -> list[Judged]:
        """The member's sheet beside a posting; empty without a sheet."""
        if not self.sheet:
            return []
        subject = Subject.of(listing.facility, listing.posting)
        note = self.notes.get(listing.public_id, EMPTY_NOTE)
        return judge(self.sheet, subject, self.middle, note.verdicts)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept posting; ``listing`` is None when the catalog no longer has it."""

    public_id: str
    at: datetime
    listing: Listing | None
    ended: bool


def desk(user_id: int, public_ids: Collection[str]) -> Desk:
    """The member's things around the postings of one page; the same SELECTs for 1 and for 20."""
    sheet = own_sheet(user_id)
    return Desk(
        user_id=user_id,
        saved=frozenset(_ids(Favourite, user_id, public_ids)),
        hidden=hidden_ids(user_id),
        blocked=frozenset(
            Block.objects.filter(user_id=user_id)
            .exclude(facility_public_id="")
            .order_by("pk")
            .values_list("facility_public_id", flat=True)
        ),
        notes=notes(user_id, public_ids),
        keeps_seen=keeps_seen(user_id),
        sheet=sheet,
        middle=middle_for(sheet),
    )


def _ids(model: type[Favourite], user_id: int, public_ids: Collection[str]) -> list[str]:
    rows = model.objects.filter(user_id=user_id, public_id__in=public_ids)
    return list(rows.order_by("pk").values_list("public_id", flat=True))


def saved(user_id: int, on: date) -> list[Kept]:
    """Saved postings, the latest first; those that have ended say so."""
    rows = Favourite.objects.filter(user_id=user_id).order_by("-at", "-pk")
    return _kept(list(rows.values_list("public_id", "at")[:MOST_SHOWN]), on)


def seen(user_id: int, on: date) -> list[Kept]:
    """Seen postings, the latest first."""
    rows = Seen.objects.filter(user_id=user_id).order_by("-at", "-pk")
    return _kept(list(rows.values_list("public_id", "at")[:MOST_SHOWN]), on)


def _kept(rows: Sequence[tuple[str, datetime]], on: date) -> list[Kept]:
    found = {it.public_id: it.as_of(on) for it in listings_by_id([key for key, _ in rows])}
    return [Kept(key, at, found.get(key), ended=_has_ended(found.get(key), on)) for key, at in rows]


def _has_ended(listing: Listing | None, on: date) -> bool:
    return listing is None or listing.closed_on is not None or listing.posting.expires_on < on


def keeps_seen(user_id: int) -> bool:
    """Whether the member wants what they have seen to be kept; no, unless they said so."""
    return ShelfChoice.objects.filter(user_id=user_id, keeps_seen=True).exists()


def hidden_ids(user_id: int) -> frozenset[str]:
    """Public ids of the facilities a member does not want in lists."""
    rows = HiddenFacility.objects.filter(user_id=user_id).order_by("pk")
    return frozenset(rows.values_list("public_id", flat=True))


def hidden(user_id: int) -> list[tuple[str, str]]:
    """Public id and name of each hidden facility, the latest first."""
    rows = HiddenFacility.objects.filter(user_id=user_id).order_by("-at", "-pk")
    return [
        (key, name or "一覧からなくなったもの")
        for key, name in rows.values_list("public_id", "facility__name")
    ]


def notes(user_id: int, public_ids: Collection[str]) -> dict[str, OwnNote]:
    """The member's notes about some postings."""
    rows = Note.objects.filter(user_id=user_id, public_id__in=public_ids).order_by("pk")
    return {
        key: _note(value)
        for key, value in opened(user_id, dict(rows.values_list("public_id", "sealed"))).items()
    }


def note(user_id: int, public_id: str) -> OwnNote:
    """What a member wrote about one posting."""
    return notes(user_id, [public_id]).get(public_id, EMPTY_NOTE)


def _note(stored: Any) -> OwnNote:
    verdicts = {
        line: Verdict(Mark(mark), reason, by_hand=True)
        for line, (mark, reason) in stored.get("verdicts", {}).items()
    }
    return OwnNote(stored.get("text", ""), verdicts)


def posting_to_note(public_id: str, on: date) -> Listing | None:
    """The posting a note is about, ended ones included; None when there is no such one."""
    found = listings_by_id([public_id])
    return found[0].as_of(on) if found else None
