"""The licence check: one checker at a time, recorded, the picture gone in time (S-30)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404

from funade.apps.accounts.access import seats
from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models import AuditEvent
from funade.apps.careers import handlers
from funade.apps.careers.actions.licence import (
    open_picture,
    record_check,
    remove_picture,
    send_picture,
)
from funade.apps.careers.actions.profile import save_section
from funade.apps.careers.models import LicenceCheck, LicencePicture
from funade.apps.careers.portable_profile import SECTIONS
from funade.apps.careers.queries.licence import own_licence, own_picture, waiting_pictures
from funade.apps.outbox.handling import Schedule
from funade.core.profile.check import NEEDED, CheckReport, LicenceStatus
from funade.core.profile.picture import PictureError
from tests.factories.accounts import NOW, TESTER, member, organisation, staff
from tests.factories.careers import checker, sent_picture, told_member
from tests.factories.profiles import picture
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
MATCHES = CheckReport("picture", "matches", NEEDED, "番号は末尾まで読めた")


def the_schedule() -> Schedule:
    return next(one for one in handlers.SCHEDULES if one.name == "careers.old-pictures")


def checked(report: CheckReport = MATCHES) -> int:
    """A member whose licence was checked."""
    user, reader = told_member(), checker()
    public_id = sent_picture(user)
    open_picture(reader=reader, public_id=public_id, purpose="確認", now=NOW)
    record_check(reader=reader, public_id=public_id, report=report, now=NOW)
    return user.pk


def test_the_picture_is_sealed_and_its_owners() -> None:
    user, stranger = told_member(), member()
    sent_picture(user)
    own = own_picture(user.pk)
    assert own is not None
    assert own.startswith(b"\xff\xd8\xff")
    assert own_picture(stranger.pk) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM careers_licencepicture")
        assert b"\xff\xd8\xff" not in bytes(cursor.fetchone()[0])


def test_s30_what_is_no_picture_is_not_kept() -> None:
    with pytest.raises(PictureError):
        send_picture(actor=TESTER, user_id=member().pk, content=b"<svg/>", now=NOW)
    assert not LicencePicture.objects.exists()


def test_a_check_is_recorded_with_who_when_how_and_what() -> None:
    licence = own_licence(checked())
    (line,) = licence.checks
    assert licence.status == LicenceStatus.MATCHED
    assert "原本確認は施設で必要" in licence.status
    assert line.method == "免許証の画像と入力内容を見比べた"
    assert line.compared == ("姓", "名", "医籍登録番号", "登録年月日")
    assert line.note == "番号は末尾まで読めた"
    assert line.checker.startswith("職員")
    assert line.at == NOW
    stored = LicenceCheck.objects.get().sealed
    assert "123456" not in stored


def test_the_state_takes_the_same_queries_at_one_and_three_checks() -> None:
    user_id = checked()
    with assert_queries(5):
        own_licence(user_id)
    row = LicenceCheck.objects.get()
    for _ in range(2):
        row.pk = None
        row.save(force_insert=True)
    with assert_queries(5):
        assert len(own_licence(user_id).checks) == 3


def test_what_was_checked_counts_no_more_when_it_changes() -> None:
    user_id = checked()
    values = {"licence_number": ["654321"], "licensed_on": ["2010/4/20"]}
    save_section(actor=TESTER, user_id=user_id, section="number", values=values, now=NOW)
    assert own_licence(user_id).status == LicenceStatus.STALE


def test_states_before_and_after() -> None:
    user = told_member()
    assert own_licence(user.pk).status == LicenceStatus.NOTHING
    sent_picture(user)
    assert own_licence(user.pk).status == LicenceStatus.WAITING
    differs = checked(CheckReport("picture", "differs", ("surname",)))
    assert own_licence(differs).status == LicenceStatus.AGAIN


def test_one_checker_at_a_time() -> None:
    public_id = sent_picture(told_member())
    first, second = checker(), checker()
    assert len(waiting_pictures(second.user_id, NOW)) == 1
    open_picture(reader=first, public_id=public_id, purpose="確認", now=NOW)
    assert waiting_pictures(second.user_id, NOW) == []
    assert waiting_pictures(first.user_id, NOW)[0].mine
    with pytest.raises(Http404):
        open_picture(reader=second, public_id=public_id, purpose="確認", now=NOW)
    with pytest.raises(Http404):
        record_check(reader=second, public_id=public_id, report=MATCHES, now=NOW)
    assert AuditEvent.objects.count() == 1
    tomorrow = NOW + timedelta(hours=25)
    open_picture(reader=second, public_id=public_id, purpose="確認", now=tomorrow)


def test_a_check_needs_a_look_first() -> None:
    public_id = sent_picture(told_member())
    with pytest.raises(Http404):
        record_check(reader=checker(), public_id=public_id, report=MATCHES, now=NOW)


def test_a_picture_sent_anew_must_be_looked_at_anew() -> None:
    user, reader = told_member(), checker()
    old = sent_picture(user)
    open_picture(reader=reader, public_id=old, purpose="確認", now=NOW)
    new = sent_picture(user)
    assert old != new
    for public_id in (old, new):
        with pytest.raises(Http404):
            record_check(reader=reader, public_id=public_id, report=MATCHES, now=NOW)


@pytest.mark.parametrize("kind", [OrganisationKind.FACILITY, OrganisationKind.AGENCY])
def test_other_organisations_open_nothing(kind: OrganisationKind) -> None:
    public_id = sent_picture(told_member())
    (outsider,) = seats(staff(Role.OWNER, organisation(kind)))
    with pytest.raises(Http404):
        open_picture(reader=outsider, public_id=public_id, purpose="確認", now=NOW)
    assert not AuditEvent.objects.exists()


def test_s30_the_picture_goes_35_days_after_the_check_and_the_record_stays() -> None:
    user_id = checked()
    (schedule,) = (it for it in handlers.SCHEDULES if it.name == "careers.old-pictures")
    schedule.run(NOW + timedelta(days=34, hours=23))
    assert own_picture(user_id)
    schedule.run(NOW + timedelta(days=35))
    assert own_picture(user_id) is None
    assert own_licence(user_id).status == LicenceStatus.MATCHED


def test_an_unchecked_picture_goes_after_90_days() -> None:
    user = told_member()
    sent_picture(user)
    (schedule,) = (it for it in handlers.SCHEDULES if it.name == "careers.old-pictures")
    schedule.run(NOW + timedelta(days=90))
    assert own_picture(user.pk) is None


def test_the_member_can_take_it_back_at_once() -> None:
    user, other = told_member(), told_member()
    sent_picture(user)
    sent_picture(other)
    remove_picture(actor=TESTER, user_id=user.pk)
    assert own_picture(user.pk) is None
    assert own_picture(other.pk)


def test_s28_the_picture_and_the_record_can_be_taken_along() -> None:
    user_id = checked()
    papers, pictures = SECTIONS[1:]
    (row,) = papers.rows(user_id)
    assert row["result"] == "一致した"
    (file,) = pictures.files(user_id)
    assert file.name == "image.jpg"
    assert send_picture_again(user_id, file.content)


def send_picture_again(user_id: int, content: bytes) -> bool:
    send_picture(actor=TESTER, user_id=user_id, content=content, now=NOW)
    return own_picture(user_id) is not None


def test_a_picture_of_three_megabytes_fits() -> None:
    user = member()
    send_picture(actor=TESTER, user_id=user.pk, content=picture((4000, 3000)), now=NOW)
    assert own_picture(user.pk)
