"""The audit trail: whatever is done to it behind its back shows, and it is one chain (S-23)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funade.apps.accounts.actions import audit
from funade.apps.accounts.chain import digest_of
from funade.apps.accounts.models import AuditEvent, AuditHead, Membership, User
from funade.apps.accounts.queries import verify_chain
from tests import postgres
from tests.factories.accounts import NOW, TESTER, member, organisation, staff

ROWS = 6


def look(subject: int = 1, reader: int | None = None, purpose: str = "照会") -> None:
    audit.record_access(
        actor=TESTER,
        subject_id=subject,
        reader_id=reader,
        act="profile.read",
        fields=["氏名", "電話"],
        purpose=purpose,
        now=NOW,
    )


def row(seq: int) -> AuditEvent:
    return AuditEvent.objects.get(seq=seq)


def edit(first: int, second: int) -> int:
    """Change one column and seal the row again, as somebody would who knows how."""
    event = row(first)
    column = ("subject", "reader_name", "purpose", "at", "fields", "act")[second % 6]
    changed: dict[str, object] = {
        "subject": 99,
        "at": NOW + timedelta(microseconds=1),
        "fields": ["氏名"],
    }
    setattr(event, column, changed.get(column, "別"))
    event.digest = digest_of(event)
    event.save()
    return first if first == ROWS else first + 1


def edit_without_sealing(first: int, second: int) -> int:
    AuditEvent.objects.filter(seq=first).update(reader_name="別")
    return first


def delete(first: int, second: int) -> int:
    row(first).delete()
    return first


def delete_and_close_up(first: int, second: int) -> int:
    row(first).delete()
    for seq in range(first + 1, ROWS + 1):
        AuditEvent.objects.filter(seq=seq).update(seq=F("seq") - 1)
    return first


def insert(first: int, second: int) -> int:
    """Push a made-up row in between, well sealed and well linked."""
    for seq in range(ROWS, first - 1, -1):
        AuditEvent.objects.filter(seq=seq).update(seq=F("seq") + 1)
    forged = row(first + 1)
    forged.seq, forged.subject = first, 99
    forged.digest = digest_of(forged)
    forged.save(force_insert=True)
    return first + 1


def append(first: int, second: int) -> int:
    last = row(ROWS)
    forged = AuditEvent(seq=ROWS + 1, at=NOW, subject=1, act="x", previous=last.digest)
    forged.digest = digest_of(forged)
    forged.save(force_insert=True)
    return ROWS + 1


def swap(first: int, second: int) -> int:
    second = second if second != first else first % ROWS + 1
    AuditEvent.objects.filter(seq=first).update(seq=0)
    AuditEvent.objects.filter(seq=second).update(seq=first)
    AuditEvent.objects.filter(seq=0).update(seq=second)
    return min(first, second)


def drop_the_head(first: int, second: int) -> int:
    AuditHead.objects.all().delete()
    return 1


TAMPERINGS = (
    edit,
    edit_without_sealing,
    delete,
    delete_and_close_up,
    insert,
    append,
    swap,
    drop_the_head,
)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tampering=st.sampled_from(TAMPERINGS), first=st.integers(1, ROWS), second=st.integers(1, ROWS)
)
def test_any_tampering_is_found_and_located(
    tampering: Callable[[int, int], int], first: int, second: int
) -> None:
    with transaction.atomic():
        for number in range(ROWS):
            look(subject=number, purpose=f"照会{number}")
        assert verify_chain() is None
        broken = tampering(first, second)
        assert verify_chain() == broken
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_an_untouched_trail_is_intact() -> None:
    assert verify_chain() is None
    look()
    assert verify_chain() is None
    assert row(1).previous == ""


@pytest.mark.django_db
def test_the_member_is_told_name_organisation_and_role() -> None:
    somebody, reader, stranger = member(), staff(), staff()
    look(subject=somebody.pk, reader=reader.pk)
    event, membership = row(1), Membership.objects.get(user=reader)
    assert event.reader_name == membership.name != stranger.memberships.get().name
    assert event.organisation == membership.organisation.name
    assert event.role == membership.role


@pytest.mark.django_db
def test_a_reader_in_two_organisations_is_told_with_both() -> None:
    reader = staff()
    other = organisation()
    Membership.objects.create(
        organisation=other, user=reader, role="support", name="別名", created_at=NOW
    )
    look(reader=reader.pk)
    assert row(1).organisation.split("、") == [
        membership.organisation.name for membership in reader.memberships.order_by("pk")
    ]


@pytest.mark.django_db
def test_the_system_itself_is_named() -> None:
    look(reader=None)
    assert row(1).reader_name == TESTER.name


@pytest.mark.django_db
def test_s27_what_cannot_be_written_down_does_not_happen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(event: AuditEvent) -> str:
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "digest_of", broken)

    @transaction.atomic
    def show() -> None:
        member("seen@example.jp")
        look()

    with pytest.raises(DatabaseError):
        show()
    assert not User.objects.filter(email="seen@example.jp").exists()
    assert verify_chain() is None


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_gap() -> None:
    look()
    with transaction.atomic():
        look()
        transaction.set_rollback(True)
    look()
    assert verify_chain() is None
    assert list(AuditEvent.objects.values_list("seq", flat=True).order_by("seq")) == [1, 2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not postgres.wanted(), reason="SQLite lets one writer in at a time")
def test_writers_at_the_same_time_make_one_chain() -> None:
    failures: list[Exception] = []

    def write(subject: int) -> None:
        try:
            for _ in range(10):
                look(subject=subject)
        except Exception as error:  # noqa: BLE001  (told to the test below)
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert AuditEvent.objects.count() == 40
    assert verify_chain() is None
