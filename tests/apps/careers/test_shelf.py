"""What a member keeps: theirs alone, sealed where it is words, and surviving what it is about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funade.apps.accounts.actions.keys import destroy_key
from funade.apps.careers.actions.conditions import answer_line, store_sheet
from funade.apps.careers.actions.shelf import (
    MOST_SEEN,
    Brought,
    NoteText,
    choose_seen,
    drop_posting,
    hide_facility,
    remember_seen,
    save_posting,
    show_facility,
    take_over,
    write_note,
)
from funade.apps.careers.models import ConditionsSheet, Favourite, Note, Seen
from funade.apps.careers.queries import shelf
from funade.apps.careers.queries.conditions import own_sheet
from funade.apps.catalog.actions.postings import close_postings
from funade.core.conditions.judge import Mark, Verdict
from funade.core.conditions.sheet import Answer, Sheet, Stance
from funade.core.kernel.actor import KEEPER
from tests.factories.accounts import NOW, TESTER, member
from tests.factories.listings import TODAY, facility, publish
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db

NIGHT = Answer(Stance.MUST, ("no-night",))


def save(user_id: int, public_id: str) -> bool:
    return save_posting(actor=TESTER, user_id=user_id, public_id=public_id, now=NOW)


def see(user_id: int, public_id: str, *, later: int = 0) -> bool:
    now = NOW + timedelta(minutes=later)
    return remember_seen(actor=TESTER, user_id=user_id, public_id=public_id, now=now)


def write(user_id: int, public_id: str, text: str, **verdicts: tuple[str, str]) -> bool:
    note = NoteText(text, verdicts)
    return write_note(actor=TESTER, user_id=user_id, public_id=public_id, note=note, now=NOW)


def test_saving_is_once_and_theirs_alone() -> None:
    me, stranger, row = member(), member(), publish()
    assert save(me.pk, row.public_id)
    assert save(me.pk, row.public_id)
    assert [it.public_id for it in shelf.saved(me.pk, TODAY)] == [row.public_id]
    assert shelf.saved(stranger.pk, TODAY) == []
    assert not drop_posting(actor=TESTER, user_id=stranger.pk, public_id=row.public_id)
    assert drop_posting(actor=TESTER, user_id=me.pk, public_id=row.public_id)
    assert shelf.saved(me.pk, TODAY) == []


def test_what_was_never_shown_cannot_be_saved() -> None:
    me, row = member(), publish()
    type(row).objects.filter(pk=row.pk).update(status="draft")
    assert not save(me.pk, row.public_id)
    assert not save(me.pk, "nosuch")


def test_what_has_ended_or_vanished_still_stands_in_the_list() -> None:
    me, closed, gone = member(), publish(), publish()
    save(me.pk, closed.public_id)
    save(me.pk, gone.public_id)
    close_postings(actor=KEEPER, ids=[closed.pk], on=TODAY, now=NOW)
    gone.delete()
    found = {it.public_id: it for it in shelf.saved(me.pk, TODAY)}
    assert found[closed.public_id].ended
    assert found[closed.public_id].listing is not None
    assert found[gone.public_id].ended
    assert found[gone.public_id].listing is None


def test_s22_nothing_seen_is_kept_unless_switched_on() -> None:
    me, row = member(), publish()
    assert not see(me.pk, row.public_id)
    assert not Seen.objects.exists()
    choose_seen(actor=TESTER, user_id=me.pk, on=True)
    assert see(me.pk, row.public_id)
    assert [it.public_id for it in shelf.seen(me.pk, TODAY)] == [row.public_id]
    choose_seen(actor=TESTER, user_id=me.pk, on=False)
    assert not Seen.objects.exists()


def test_the_history_forgets_the_oldest() -> None:
    me, last = member(), publish()
    choose_seen(actor=TESTER, user_id=me.pk, on=True)
    Seen.objects.bulk_create(
        Seen(user=me, public_id=f"old{at}", at=NOW - timedelta(days=at)) for at in range(MOST_SEEN)
    )
    see(me.pk, last.public_id, later=1)
    kept = Seen.objects.filter(user=me).order_by("-at").values_list("public_id", flat=True)
    assert len(kept) == MOST_SEEN
    assert kept[0] == last.public_id
    assert f"old{MOST_SEEN - 1}" not in kept


def test_notes_are_sealed_and_die_with_the_key() -> None:
    me, row = member(), publish()
    assert write(me.pk, row.public_id, "院長と話した", atmosphere=("○", "静か"))
    assert "院長" not in Note.objects.get().sealed
    assert shelf.note(me.pk, row.public_id) == shelf.OwnNote(
        "院長と話した", {"atmosphere": Verdict(Mark.YES, "静か", by_hand=True)}
    )
    destroy_key(actor=TESTER, user_id=me.pk)
    assert shelf.note(me.pk, row.public_id) == shelf.EMPTY_NOTE


def test_an_empty_note_is_removed_and_odd_verdicts_are_left_out() -> None:
    me, row = member(), publish()
    write(me.pk, row.public_id, " ", atmosphere=("?", "x"), nosuch=("○", "x"), start=("不明", " "))
    assert not Note.objects.exists()
    write(me.pk, row.public_id, "あ")
    write(me.pk, row.public_id, "")
    assert not Note.objects.exists()
    assert not write(me.pk, "nosuch", "あ")


def test_hidden_facilities() -> None:
    me, stranger, row = member(), member(), facility(name="甲病院")
    assert hide_facility(actor=TESTER, user_id=me.pk, public_id=row.public_id, now=NOW)
    assert not hide_facility(actor=TESTER, user_id=me.pk, public_id="nosuch", now=NOW)
    assert shelf.hidden(me.pk) == [(row.public_id, "甲病院")]
    assert shelf.hidden(stranger.pk) == []
    assert not show_facility(actor=TESTER, user_id=stranger.pk, public_id=row.public_id)
    assert show_facility(actor=TESTER, user_id=me.pk, public_id=row.public_id)


def test_the_device_is_taken_over_once() -> None:
    me, one, two, house = member(), publish(), publish(), facility()
    brought = Brought(
        hearts=[one.public_id, two.public_id, "nosuch"],
        seen=[one.public_id],
        hidden=[house.public_id],
        blocks=[house.public_id],
    )
    for _ in range(2):
        assert take_over(actor=TESTER, user_id=me.pk, brought=brought, now=NOW) == 4
    assert [it.public_id for it in shelf.saved(me.pk, TODAY)] == [one.public_id, two.public_id]
    assert shelf.hidden_ids(me.pk) == {house.public_id}
    assert not Seen.objects.exists()  # the member has not asked for a history
    assert shelf.desk(me.pk, []).blocked == {house.public_id}


def test_the_sheet_is_sealed_and_changed_line_by_line() -> None:
    me, stranger = member(), member()
    answer_line(actor=TESTER, user_id=me.pk, code="night", answer=NIGHT, now=NOW)
    year = Answer(Stance.NICE, ("15000000",), 4)
    sheet = answer_line(actor=TESTER, user_id=me.pk, code="year", answer=year, now=NOW)
    assert own_sheet(me.pk) == sheet == Sheet({"night": NIGHT, "year": year})
    assert own_sheet(stranger.pk) == Sheet()
    assert "night" not in ConditionsSheet.objects.get().sealed
    for code in ("night", "year"):
        answer_line(actor=TESTER, user_id=me.pk, code=code, answer=None, now=NOW)
    assert not ConditionsSheet.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_queries(count: int) -> None:
    me = member()
    rows = [publish() for _ in range(count)]
    for row in rows:
        save(me.pk, row.public_id)
        write(me.pk, row.public_id, "あ")
    store_sheet(actor=TESTER, user_id=me.pk, sheet=Sheet({"night": NIGHT}), now=NOW)
    with assert_queries(3):
        kept = shelf.saved(me.pk, TODAY)
    with assert_queries(8):
        desk = shelf.desk(me.pk, [it.public_id for it in kept])
    assert len(desk.saved) == len(desk.notes) == count
    assert all(it.listing and len(desk.judged(it.listing)) == 1 for it in kept)
    assert Favourite.objects.count() == count
