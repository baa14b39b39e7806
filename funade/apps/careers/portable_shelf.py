"""What a member keeps, hides, notes, wishes and hides from: to take along and to put back.

What has vanished from the catalog comes back too, as ended: the list is the member's, not ours.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.sections import Row, Section
from funade.apps.careers.actions.conditions import store_sheet
from funade.apps.careers.actions.shelf import choose_seen
from funade.apps.careers.models import Block, Favourite, HiddenFacility, Note, Seen
from funade.apps.careers.queries.conditions import own_sheet
from funade.apps.careers.queries.sealed import opened
from funade.apps.careers.queries.shelf import keeps_seen
from funade.apps.catalog.models import Facility, MedicalOffice, Posting
from funade.core.conditions.sheet import Sheet, from_json
from funade.core.kernel.actor import user_actor

_ID_LENGTH = 12

type Restore = Callable[[int, Sequence[Row], datetime], None]


def _listed(model: Any) -> Callable[[int], list[Row]]:
    """Rows of a list that is nothing but public ids and times."""

    def rows(user_id: int) -> list[Row]:
        found = model.objects.filter(user_id=user_id).order_by("at", "pk")
        return [{"id": row.public_id, "at": row.at.isoformat()} for row in found]

    return rows


def _relist(model: Any, column: str, pointed: Any) -> Restore:
    """Puts such a list back; ``column`` points at the row of ``pointed`` with that public id."""

    def restore(user_id: int, rows: Sequence[Row], _now: datetime) -> None:
        ids = [str(row["id"])[:_ID_LENGTH] for row in rows]
        known = dict(pointed.objects.filter(public_id__in=ids).values_list("public_id", "pk"))
        model.objects.bulk_create(
            [
                model(
                    user_id=user_id,
                    public_id=public_id,
                    at=datetime.fromisoformat(row["at"]),
                    **{f"{column}_id": known.get(public_id)},
                )
                for public_id, row in zip(ids, rows, strict=True)
            ],
            ignore_conflicts=True,
        )

    return restore


def _restore_seen(user_id: int, rows: Sequence[Row], now: datetime) -> None:
    """What was seen comes back with the wish to keep it."""
    choose_seen(actor=user_actor(user_id), user_id=user_id, on=True)
    _relist(Seen, "posting", Posting)(user_id, rows, now)


def _choices(user_id: int) -> list[Row]:
    return [{"keeps_seen": True}] if keeps_seen(user_id) else []


def _restore_choices(user_id: int, rows: Sequence[Row], _now: datetime) -> None:
    if rows[0]["keeps_seen"] and not keeps_seen(user_id):
        choose_seen(actor=user_actor(user_id), user_id=user_id, on=True)


def _notes(user_id: int) -> list[Row]:
    rows = list(Note.objects.filter(user_id=user_id).order_by("at", "pk"))
    held = opened(user_id, {row.public_id: row.sealed for row in rows})
    return [
        {"id": row.public_id, "at": row.at.isoformat(), "note": held[row.public_id]}
        for row in rows
        if row.public_id in held
    ]


def _restore_notes(user_id: int, rows: Sequence[Row], now: datetime) -> None:
    """A note the account already has about the same posting stays as it is."""
    cipher = cipher_for(actor=user_actor(user_id), user_id=user_id, now=now)
    written = {str(row["id"])[:_ID_LENGTH]: row for row in rows}
    known = dict(Posting.objects.filter(public_id__in=written).values_list("public_id", "pk"))
    Note.objects.bulk_create(
        [
            Note(
                user_id=user_id,
                public_id=public_id,
                posting_id=known.get(public_id),
                sealed=cipher.seal(row["note"]),
                at=datetime.fromisoformat(row["at"]),
            )
            for public_id, row in written.items()
        ],
        ignore_conflicts=True,
    )


def _conditions(user_id: int) -> list[Row]:
    sheet = own_sheet(user_id)
    return [{"lines": sheet.to_json()}] if sheet else []


def _restore_conditions(user_id: int, rows: Sequence[Row], now: datetime) -> None:
    """Lines the account has answered stay; the others come back."""
    brought, own = from_json(rows[0]["lines"]), own_sheet(user_id)
    merged = Sheet({**brought.answers, **own.answers})
    store_sheet(actor=user_actor(user_id), user_id=user_id, sheet=merged, now=now)


def _blocks(user_id: int) -> list[Row]:
    return [
        {
            "facility": row.facility_public_id,
            "university": row.university,
            "office": row.office_name,
            "name": row.name,
            "at": row.at.isoformat(),
        }
        for row in Block.objects.filter(user_id=user_id).order_by("at", "pk")
    ]


def _restore_blocks(user_id: int, rows: Sequence[Row], _now: datetime) -> None:
    """A block whose facility has vanished comes back as one: it then covers everybody."""
    for row in rows:
        university, office = str(row["university"])[:100], str(row["office"])[:100]
        public_id = str(row["facility"])[:_ID_LENGTH]
        if bool(public_id) == bool(university):
            continue
        Block.objects.get_or_create(
            user_id=user_id,
            facility_public_id=public_id,
            university=university,
            office_name=office,
            defaults={
                "facility": Facility.objects.filter(public_id=public_id).first(),
                "office": MedicalOffice.objects.filter(university=university, name=office).first(),
                "name": str(row["name"])[:220],
                "at": datetime.fromisoformat(row["at"]),
            },
        )


def _columns(model: str, *columns: str) -> tuple[str, ...]:
    return tuple(f"careers.{model}.{column}" for column in columns)


SECTIONS = (
    Section("shelf", "残すと決めたこと", _choices, _restore_choices),
    Section(
        "saved",
        "保存",
        _listed(Favourite),
        _relist(Favourite, "posting", Posting),
        personal=_columns("Favourite", "posting", "public_id", "at"),
    ),
    Section(
        "seen",
        "見たもの",
        _listed(Seen),
        _restore_seen,
        personal=_columns("Seen", "posting", "public_id", "at"),
    ),
    Section(
        "hidden",
        "出さないもの",
        _listed(HiddenFacility),
        _relist(HiddenFacility, "facility", Facility),
        personal=_columns("HiddenFacility", "facility", "public_id", "at"),
    ),
    Section(
        "notes",
        "メモ",
        _notes,
        _restore_notes,
        personal=_columns("Note", "posting", "public_id", "sealed:text", "sealed:verdicts", "at"),
    ),
    Section("conditions", "条件", _conditions, _restore_conditions),
    Section(
        "blocks",
        "見せない相手",
        _blocks,
        _restore_blocks,
        personal=_columns(
            "Block", "facility", "facility_public_id", "office", "university", "office_name",
            "name", "at",
        ),
    ),
)  # fmt: skip
