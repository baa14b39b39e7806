"""Lock and drafts in the database: no accident undoes a lock, nobody else reads a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funade.apps.accounts.actions.keys import destroy_key
from funade.apps.accounts.actions.screen import (
    DRAFTS_KEPT,
    DRAFTS_MOST,
    DraftContent,
    drop_draft,
    keep_draft,
    lock_screen,
    touch_screen,
    unlock_screen,
)
from funade.apps.accounts.models import Draft, Session
from funade.apps.accounts.queries import draft_of, drafts_of
from funade.apps.accounts.sessions import SessionStore
from tests.factories.accounts import NOW, TESTER, member

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def stored(store: SessionStore) -> Session:
    return Session.objects.get(session_key=store.session_key)


def begun() -> SessionStore:
    store = SessionStore()
    store["note"] = "first"
    store.create()
    store.save()
    return store


def test_s18_a_page_that_was_loading_does_not_undo_the_lock() -> None:
    store = begun()
    loading = SessionStore(store.session_key)
    assert loading["note"] == "first"
    lock_screen(actor=TESTER, session_key=str(store.session_key), now=NOW)
    loading["note"] = "second"
    loading.save()
    assert stored(store).locked_at == NOW
    assert SessionStore(store.session_key)["note"] == "second"


def test_a_session_that_is_gone_is_not_brought_back() -> None:
    store = begun()
    loading = SessionStore(store.session_key)
    loading["note"] = "second"
    store.delete()
    with pytest.raises(Exception, match=r"^$"):
        loading.save()
    assert not Session.objects.exists()


def test_s20_a_locked_screen_is_opened_by_a_later_proof_only() -> None:
    key = str(begun().session_key)
    lock_screen(actor=TESTER, session_key=key, now=NOW)
    lock_screen(actor=TESTER, session_key=key, now=LATER)  # the first moment stays
    touch_screen(actor=TESTER, session_key=key, now=LATER)
    assert not unlock_screen(actor=TESTER, session_key=key, proof_at=NOW, now=LATER)
    assert Session.objects.get().locked_at == NOW
    assert unlock_screen(actor=TESTER, session_key=key, proof_at=LATER, now=LATER)
    row = Session.objects.get()
    assert (row.locked_at, row.seen_at) == (None, LATER)


def test_a_new_key_of_a_locked_session_begins_unlocked() -> None:
    store = begun()
    lock_screen(actor=TESTER, session_key=str(store.session_key), now=NOW)
    store = SessionStore(store.session_key)
    assert store["note"] == "first"
    store.cycle_key()
    assert stored(store).locked_at is None
    assert Session.objects.count() == 1


def draft(path: str = "/me/profile/", value: str = "下書き") -> DraftContent:
    return DraftContent(path, "プロフィール", [("note", value)])


def test_s18_a_draft_is_its_members_and_sealed() -> None:
    mine, stranger = member(), member()
    keep_draft(actor=TESTER, user_id=mine.pk, content=draft(), now=NOW)
    keep_draft(actor=TESTER, user_id=mine.pk, content=draft(value="書き直し"), now=LATER)
    keep_draft(actor=TESTER, user_id=stranger.pk, content=draft(value="他人"), now=NOW)
    (kept,) = drafts_of(mine.pk)
    assert kept.fields == [("note", "書き直し")]
    assert draft_of(stranger.pk, kept.id) is None
    row = Draft.objects.get(pk=kept.id)
    assert "書き直し" not in row.sealed
    assert "profile" not in row.sealed + row.place
    drop_draft(actor=TESTER, user_id=stranger.pk, draft_id=kept.id)
    assert drafts_of(mine.pk) == [kept]
    drop_draft(actor=TESTER, user_id=mine.pk, draft_id=kept.id)
    assert drafts_of(mine.pk) == []
    assert len(drafts_of(stranger.pk)) == 1


def test_drafts_do_not_pile_up() -> None:
    mine = member()
    for number in range(DRAFTS_MOST + 2):
        now = NOW + timedelta(minutes=number)
        keep_draft(actor=TESTER, user_id=mine.pk, content=draft(f"/me/{number}/"), now=now)
    assert [it.path for it in drafts_of(mine.pk)] == [f"/me/{n}/" for n in (6, 5, 4, 3, 2)]
    keep_draft(actor=TESTER, user_id=mine.pk, content=draft(), now=NOW + DRAFTS_KEPT * 2)
    assert [it.path for it in drafts_of(mine.pk)] == ["/me/profile/"]


def test_s29_without_the_key_no_draft_can_be_read() -> None:
    mine = member()
    keep_draft(actor=TESTER, user_id=mine.pk, content=draft(), now=NOW)
    destroy_key(actor=TESTER, user_id=mine.pk)
    assert drafts_of(mine.pk) == []
