"""From `notify` to the mailbox: choices, hours, retries, other ways, and the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from funade.apps.accounts.models import User
from funade.apps.notices.actions import choose, deliver
from funade.apps.notices.actions.housekeeping import close_dead, prune_log
from funade.apps.notices.actions.notify import notify, send_test
from funade.apps.notices.channels import OncePerDayError
from funade.apps.notices.channels.table import CHANNELS
from funade.apps.notices.enums import ChannelCode, DeliveryState
from funade.apps.notices.messages import AccountChanged, Digest, NewItems, Notice, StaffLooked
from funade.apps.notices.models import Delivery, Preference
from funade.apps.notices.queries import choices_of, log_of
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.handling import GiveUpError, TryAgainError
from funade.apps.outbox.models import Job
from funade.core.kernel.calendar import JST
from funade.core.privacy.quiet import DEFAULT_HOURS, Hours, Window
from tests.apps.notices.worker import FakeChannel, run_again, run_due
from tests.factories.accounts import TESTER, member
from tests.factories.mail import Mailbox

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""12:00 on a Tuesday in Japan: quiet."""
EVENING = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
"""20:00 of the same day: open."""


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, somebody: User) -> FakeChannel:
    """LINE, connected by somebody."""
    channel = FakeChannel(ChannelCode.LINE, {somebody.pk})
    monkeypatch.setitem(CHANNELS, ChannelCode.LINE, channel)
    return channel


def _tell(
    user: User, notice: Notice | None = None, *, key: str = "k", now: datetime = EVENING
) -> None:
    notify(actor=TESTER, user_id=user.pk, notice=notice or NewItems(3), key=key, now=now)


def _states(user: User) -> dict[str, str]:
    return dict(Delivery.objects.filter(user=user).values_list("channel", "state"))


def test_message_arrives_once_and_only_at_its_member(
    somebody: User, stranger: User, box: Mailbox
) -> None:
    _tell(somebody)
    run_due(EVENING)
    run_due(EVENING)
    assert box.recipients == [somebody.email]
    assert [entry.state for entry in log_of(somebody.pk, now=EVENING)] == [DeliveryState.SENT]
    assert log_of(stranger.pk, now=EVENING) == []


def test_the_same_key_is_one_message(somebody: User, box: Mailbox) -> None:
    _tell(somebody)
    _tell(somebody)
    run_due(EVENING)
    assert len(box.raw) == Delivery.objects.count() == 1


def test_s14_message_waits_for_the_evening(somebody: User, box: Mailbox) -> None:
    _tell(somebody, now=NOON)
    run_due(NOON)
    assert not box.raw
    (entry,) = log_of(somebody.pk, now=NOON)
    assert entry.reason == "お知らせする時間まで待っています"
    assert entry.due_at.astimezone(JST).hour == 19
    run_due(entry.due_at)
    assert len(box.raw) == 1


def test_s14_late_worker_asks_for_the_hours_again(somebody: User, box: Mailbox) -> None:
    _tell(somebody)
    late = EVENING + timedelta(hours=4)  # midnight
    run_due(late)
    assert not box.raw
    job = Job.objects.get()
    assert job.run_at.astimezone(JST) == datetime(2026, 11, 25, 19, 0, tzinfo=JST)
    run_due(job.run_at)
    assert len(box.raw) == 1


@pytest.mark.parametrize("notice", [AccountChanged("email"), StaffLooked()])
def test_account_mail_waits_for_nothing(somebody: User, box: Mailbox, notice: Notice) -> None:
    choose.stop_everything(actor=TESTER, user_id=somebody.pk, now=NOON)
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=False)
    _tell(somebody, notice, now=NOON)
    run_due(NOON)
    assert len(box.raw) == 1
    assert box.mails[0]["List-Unsubscribe"] is None


def test_account_mail_is_not_behind_what_waits(somebody: User, box: Mailbox) -> None:
    """Lanes wait for their first job; what waits for the evening must not hold up the account."""
    _tell(somebody, Digest(2), key="a", now=NOON)
    _tell(somebody, NewItems(1), key="b", now=NOON)
    _tell(somebody, AccountChanged("email"), key="c", now=NOON)
    run_due(NOON)
    assert [mail["Subject"] for mail in box.mails] == ["アカウントのお知らせ"]
    run_due(NOON + timedelta(hours=7))  # 19:00: what waits for 20:00 holds up nothing either
    assert [mail["Subject"] for mail in box.mails[1:]] == ["新しいお知らせが1件あります"]


def test_account_mail_goes_by_mail_alone_if_mail_arrives(somebody: User, line: FakeChannel) -> None:
    _tell(somebody, StaffLooked())
    assert set(_states(somebody)) == {"email"}


def test_account_mail_takes_another_way_when_the_address_is_gone(
    somebody: User, line: FakeChannel
) -> None:
    choose.note_bounce(actor=TESTER, user_id=somebody.pk)
    _tell(somebody, StaffLooked())
    assert set(_states(somebody)) == {"line"}


def test_summary_waits_for_its_hour(somebody: User) -> None:
    choose.choose_digest_hour(actor=TESTER, user_id=somebody.pk, hour=21)
    _tell(somebody, Digest(5))
    assert Job.objects.get().run_at.astimezone(JST) == datetime(2026, 11, 24, 21, tzinfo=JST)


def test_summary_told_within_its_hour_goes_at_once(somebody: User) -> None:
    _tell(somebody, Digest(5), now=EVENING + timedelta(minutes=12))
    assert Job.objects.get().run_at == EVENING + timedelta(minutes=12)


def test_every_connected_channel_gets_its_job(somebody: User, line: FakeChannel) -> None:
    _tell(somebody)
    assert _states(somebody) == {"email": "waiting", "line": "waiting"}


def test_channel_switched_off_gets_none(somebody: User, line: FakeChannel) -> None:
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=False)
    _tell(somebody)
    assert _states(somebody) == {"line": "waiting"}
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=True)
    assert choices_of(somebody.pk).off == frozenset()


def test_stopped_member_gets_nothing_and_can_come_back(somebody: User, stranger: User) -> None:
    choose.stop_everything(actor=TESTER, user_id=somebody.pk, now=NOON)
    _tell(somebody)
    _tell(stranger, key="s")
    assert not _states(somebody)
    assert _states(stranger)
    choose.resume(actor=TESTER, user_id=somebody.pk)
    _tell(somebody)
    assert _states(somebody) == {"email": "waiting"}


def test_stopping_reaches_what_is_already_in_the_queue(somebody: User, box: Mailbox) -> None:
    _tell(somebody)
    choose.stop_everything(actor=TESTER, user_id=somebody.pk, now=EVENING)
    run_due(EVENING)
    assert not box.raw
    (entry,) = log_of(somebody.pk, now=EVENING)
    assert (entry.state, entry.reason) == (DeliveryState.STOPPED, "止める設定になっていました")


def test_stopping_twice_keeps_the_first_moment(somebody: User) -> None:
    for now in (NOON, EVENING):
        choose.stop_everything(actor=TESTER, user_id=somebody.pk, now=now)
    assert Preference.objects.get(pk=somebody.pk).stopped_at == NOON


def test_hours_that_never_open_are_refused(somebody: User) -> None:
    with pytest.raises(choose.NeverError):
        choose.choose_hours(
            actor=TESTER, user_id=somebody.pk, hours=Hours(None, None, None), silent_outside=False
        )


def test_hours_come_back_as_they_were_chosen(somebody: User) -> None:
    assert choices_of(somebody.pk).hours == DEFAULT_HOURS
    hours = Hours(weekday=None, saturday=Window(0, 60), sunday=Window(1320, 1560))
    choose.choose_hours(actor=TESTER, user_id=somebody.pk, hours=hours, silent_outside=True)
    assert choices_of(somebody.pk).hours == hours
    assert choices_of(somebody.pk).silent_outside


def test_s14_line_comes_silently_only_for_who_chose_it(somebody: User, line: FakeChannel) -> None:
    _tell(somebody, now=NOON)
    run_due(NOON)
    assert not line.sent
    choose.choose_hours(actor=TESTER, user_id=somebody.pk, hours=DEFAULT_HOURS, silent_outside=True)
    _tell(somebody, key="second", now=NOON)
    run_due(NOON)
    (message,) = line.sent
    assert message.silent
    assert Job.objects.filter(state=JobState.WAITING, payload__channel="email").count() == 2


def test_mail_takes_over_when_a_channel_gives_up(
    somebody: User, line: FakeChannel, box: Mailbox
) -> None:
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=True)
    Preference.objects.filter(pk=somebody.pk).update(off=["email"])
    _tell(somebody)
    Preference.objects.filter(pk=somebody.pk).update(off=[])
    line.fail = lambda: GiveUpError("quota")
    run_due(EVENING)
    run_due(EVENING)
    assert _states(somebody) == {"line": "failed", "email": "sent"}
    assert len(box.raw) == 1
    assert not Job.objects.filter(state=JobState.DEAD).exists()


def test_mail_that_goes_anyway_is_not_doubled(
    somebody: User, line: FakeChannel, box: Mailbox
) -> None:
    line.fail = lambda: GiveUpError("quota")
    _tell(somebody)
    run_due(EVENING)
    run_due(EVENING)
    assert len(box.raw) == 1


def test_mail_takes_over_from_a_channel_that_stays_silent(
    somebody: User, line: FakeChannel, box: Mailbox
) -> None:
    line.fail = lambda: TryAgainError("busy")
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=False)
    _tell(somebody)
    for minutes in (0, 1, 4, 8):
        run_due(EVENING + timedelta(minutes=minutes))
        assert _states(somebody) == {"line": "trying"}
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=True)
    for _ in range(2):
        run_due(EVENING + timedelta(minutes=25))
    assert _states(somebody) == {"line": "failed", "email": "sent"}


def test_mail_that_was_switched_off_does_not_take_over(
    somebody: User, line: FakeChannel, box: Mailbox
) -> None:
    """A choice is a choice; the log says that it could not be delivered."""
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=False)
    line.fail = lambda: GiveUpError("blocked")
    _tell(somebody)
    run_due(EVENING)
    run_due(EVENING)
    assert _states(somebody) == {"line": "failed"}
    assert not box.raw


def test_address_that_is_gone_is_remembered_until_it_changes(somebody: User, box: Mailbox) -> None:
    box.refuse_recipient = "550 5.1.1 gone"
    _tell(somebody)
    run_due(EVENING)
    assert Job.objects.get().state == JobState.DEAD
    _tell(somebody, key="next")
    assert Job.objects.count() == 1
    log = log_of(somebody.pk, now=EVENING)
    assert [entry.state for entry in log] == [DeliveryState.FAILED] * 2
    assert {entry.reason for entry in log} == {"この宛先では受け取れませんでした"}
    User.objects.filter(pk=somebody.pk).update(email="other@example.jp")
    _tell(somebody, key="third")
    assert Job.objects.count() == 2


def test_s26_queue_and_errors_name_nobody(somebody: User, box: Mailbox) -> None:
    box.refuse_recipient = f"450 4.2.0 <{somebody.email}> later"
    _tell(somebody)
    run_due(EVENING)
    job = Job.objects.get()
    kept = f"{job.key} {job.lane} {job.payload} {job.last_error}"
    assert somebody.email not in kept
    assert "later" not in kept


def test_the_job_done_twice_is_one_mail(somebody: User, box: Mailbox) -> None:
    """The worker died after sending and writing that down, before the job was done."""
    _tell(somebody)
    for _ in range(3):
        run_again(EVENING)
    assert len(box.raw) == 1


def test_mail_sent_twice_after_a_crash_is_one_message(
    somebody: User, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker died between the server's 250 and our note of it: the one gap that remains."""
    _tell(somebody)
    with monkeypatch.context() as patch:
        patch.setattr(deliver, "_note", _die)
        with pytest.raises(KeyboardInterrupt):
            run_again(EVENING)
    run_again(EVENING)
    first, second = box.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body().get_content() == second.get_body().get_content()  # type: ignore[union-attr]


def _die(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_server_that_dies_after_data_is_asked_again(somebody: User, box: Mailbox) -> None:
    box.die_after_data = 1
    _tell(somebody)
    run_due(EVENING)
    assert _states(somebody) == {"email": "trying"}
    run_due(EVENING + timedelta(minutes=2))
    assert _states(somebody) == {"email": "sent"}
    assert len({mail["Message-ID"] for mail in box.mails}) == 1


def test_member_who_is_gone_is_no_error(db: None, box: Mailbox) -> None:
    gone = member()
    _tell(gone)
    gone.delete()
    run_due(EVENING)
    assert Job.objects.get().state == JobState.DONE
    assert not box.raw


def test_test_message_goes_at_once_and_once_a_minute(somebody: User, box: Mailbox) -> None:
    for second in (0, 30, 59):
        now = NOON + timedelta(seconds=second)
        send_test(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, now=now)
    run_due(NOON)
    assert [mail["Subject"] for mail in box.mails] == ["お試しのお知らせ"]


def test_log_is_kept_for_ninety_days(somebody: User) -> None:
    _tell(somebody)
    assert prune_log(actor=TESTER, now=EVENING + timedelta(days=90)) == 0
    assert prune_log(actor=TESTER, now=EVENING + timedelta(days=90, seconds=1)) == 1


def test_log_says_what_the_worker_gave_up(somebody: User, stranger: User) -> None:
    _tell(somebody)
    _tell(stranger, key="s")
    Job.objects.filter(key__contains=":k:").update(state=JobState.DEAD)
    assert close_dead(actor=TESTER, now=EVENING) == 1
    assert _states(somebody) == {"email": "failed"}
    assert _states(stranger) == {"email": "waiting"}


def test_nothing_given_up_takes_no_write_lock(somebody: User) -> None:
    _tell(somebody)
    with connection.execute_wrapper(_only_select):
        assert close_dead(actor=TESTER, now=EVENING) == 0


def _only_select(execute: Any, sql: str, *rest: Any) -> Any:
    assert sql.startswith("SELECT")
    return execute(sql, *rest)


def test_mail_takes_what_line_carries_once_a_day(
    somebody: User, line: FakeChannel, box: Mailbox
) -> None:
    line.fail = lambda: OncePerDayError("one a day")
    _tell(somebody)
    run_due(EVENING)
    run_due(EVENING)
    assert _states(somebody) == {"line": "failed", "email": "sent"}
    assert len(box.raw) == 1


def test_without_mail_the_second_line_message_waits_for_tomorrow(
    somebody: User, line: FakeChannel, box: Mailbox
) -> None:
    choose.switch_channel(actor=TESTER, user_id=somebody.pk, channel=ChannelCode.EMAIL, on=False)
    line.fail = lambda: OncePerDayError("one a day")
    _tell(somebody)
    run_due(EVENING)
    (entry,) = log_of(somebody.pk, now=EVENING)
    assert entry.state == DeliveryState.WAITING
    assert entry.due_at == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # midnight in Japan
    line.fail = None
    for hours in (5, 24):  # midnight is quiet; the next evening is not
        run_due(EVENING + timedelta(hours=hours))
    assert _states(somebody) == {"line": "sent"}
