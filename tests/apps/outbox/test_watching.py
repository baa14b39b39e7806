"""What can be seen from outside: status, doctor, commands, and the table of schedules."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings
from typer.testing import CliRunner

from funade.apps.accounts.actions.audit import record_access
from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.accounts.models import AuditEvent, DataKey
from funade.apps.outbox import registry
from funade.apps.outbox.actions.beats import beat
from funade.apps.outbox.actions.tidying import clear_cache, clear_sessions
from funade.apps.outbox.handlers import verify_audit
from funade.apps.outbox.handling import GiveUpError
from funade.apps.outbox.models import Heartbeat
from funade.apps.outbox.policy import FORGOTTEN_AFTER
from funade.apps.outbox.process import drain
from funade.apps.outbox.queries import Status, status
from funade.config.commands import keys, outbox, trail
from funade.config.doctor_workers import examine_workers
from funade.core.kernel.actor import KEEPER
from funade.core.kernel.calendar import format_minute
from tests.apps.outbox.bench import LEASE, Bench
from tests.consistency.tree import TREE
from tests.factories.accounts import NOW, TESTER, member, signed_in

pytestmark = pytest.mark.django_db
runner = CliRunner()


def look() -> None:
    record_access(
        actor=TESTER, subject_id=1, reader_id=None, act="a", fields=[], purpose="", now=NOW
    )


def test_status_counts_what_waits_what_is_late_and_who_lives(bench: Bench) -> None:
    assert status(bench.now) == Status(0, None, 0, None, 0)
    assert status(bench.now).stalled
    bench.worker().beat()
    bench.add("dead", kind="gone.verb")
    bench.worker().run_jobs()
    bench.add("late")
    bench.add("later", after=timedelta(hours=2))
    bench.turn(seconds=30)
    assert status(bench.now) == Status(2, timedelta(seconds=30), 1, NOW, 1)
    assert not status(bench.now).stalled
    bench.turn(minutes=11)
    bench.worker().beat()
    assert status(bench.now).stalled  # one lives, and does not keep up


def test_the_living_forget_the_dead(bench: Bench) -> None:
    bench.worker("old").beat()
    bench.now += FORGOTTEN_AFTER + timedelta(seconds=1)
    bench.worker("new").beat()
    assert list(Heartbeat.objects.values_list("worker", flat=True)) == ["new"]


def test_a_heartbeat_keeps_when_the_worker_started(bench: Bench) -> None:
    for minutes in (0, 5):
        now = NOW + timedelta(minutes=minutes)
        beat(actor=KEEPER, worker="w", started_at=NOW, lease=LEASE, now=now)
    row = Heartbeat.objects.get()
    assert (row.started_at, row.seen_at) == (NOW, NOW + timedelta(minutes=5))


# --- Doctor ---------------------------------------------------------------------------------------


def advice(bench: Bench) -> dict[str, str]:
    return {it.subject: it.text for it in examine_workers(bench.now) if not it.ok}


def test_the_doctor_is_content_with_a_site_that_runs(bench: Bench) -> None:
    bench.worker().beat()
    assert advice(bench) == {}


def test_the_doctor_says_what_to_run(bench: Bench, settings: Settings) -> None:
    bench.add("dead", kind="gone.verb")
    bench.worker().run_jobs()
    bench.add("late")
    bench.turn(minutes=20)
    look()
    AuditEvent.objects.update(purpose="x")
    cipher_for(actor=TESTER, user_id=member().pk, now=NOW)
    DataKey.objects.update(wrapped="nonsense")
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "localhost", "port": 1},
        }
    }
    found = advice(bench)
    assert set(found) == {"worker", "jobs", "dead letters", "audit trail", "keyring", "mail"}
    assert "`funade work`" in found["worker"]
    assert "due for 20 minutes" in found["jobs"]
    assert "`funade outbox dead`" in found["dead letters"]
    assert "row 1 " in found["audit trail"]
    assert "`funade keys check`" in found["keyring"]
    assert "FUNADE_MAIL_URL" in found["mail"]


# --- Commands -------------------------------------------------------------------------------------


def test_outbox_commands(bench: Bench) -> None:
    bench.add("dead", kind="gone.verb", payload={"user": 4711})
    bench.worker().run_jobs()
    number = str(bench.job("dead").pk)
    told = runner.invoke(outbox.app, ["dead"]).output
    assert number in told
    assert "gone.verb" in told
    assert "4711" not in told
    assert "断念: 1" in runner.invoke(outbox.app, ["status"]).output
    assert runner.invoke(outbox.app, ["retry", number]).exit_code == 0
    assert runner.invoke(outbox.app, ["retry", number]).exit_code == 2
    bench.now = timezone.now()
    bench.worker().run_jobs()
    assert runner.invoke(outbox.app, ["drop", number]).exit_code == 0
    assert "ありません" in runner.invoke(outbox.app, ["dead"]).output


def test_key_commands() -> None:
    first, second = (runner.invoke(keys.app, ["new"]).output.strip() for _ in range(2))
    assert first != second
    assert len(first) == 44
    cipher_for(actor=TESTER, user_id=member().pk, now=NOW)
    assert "1件" in runner.invoke(keys.app, ["rotate"]).output
    assert runner.invoke(keys.app, ["check"]).exit_code == 0
    DataKey.objects.update(wrapped="nonsense")
    assert runner.invoke(keys.app, ["check"]).exit_code == 1
    assert runner.invoke(keys.app, ["rotate"]).exit_code == 1


def test_audit_command() -> None:
    look()
    assert AuditEvent.objects.get().digest in runner.invoke(trail.app, ["verify"]).output
    AuditEvent.objects.update(purpose="x")
    assert runner.invoke(trail.app, ["verify"]).exit_code == 1


# --- What is done every day -----------------------------------------------------------------------


def test_s23_a_broken_trail_is_a_failed_schedule() -> None:
    look()
    verify_audit(NOW)
    AuditEvent.objects.update(purpose="x")
    with pytest.raises(GiveUpError, match="1行目"):
        verify_audit(NOW)


def test_expired_sessions_and_cache_rows_go_and_the_others_stay() -> None:
    stays, goes = signed_in(), signed_in()
    goes.session.set_expiry(-1)
    session = goes.session
    session.set_expiry(-1)
    session.save()
    cache.set("stays", 1, 3_600)
    cache.set("goes", 1, 0.001)
    clear_sessions(actor=KEEPER)
    clear_cache(actor=KEEPER, now=timezone.now() + timedelta(minutes=1))
    assert stays.session.exists(stays.session.session_key or "")
    assert not goes.session.exists(goes.cookies[settings.SESSION_COOKIE_NAME].value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [row[0].split(":")[-1] for row in cursor.fetchall()] == ["stays"]


def test_once_does_what_is_due_and_ends(bench: Bench) -> None:
    bench.now = timezone.now() - timedelta(minutes=1)
    bench.add("a")
    drain()
    assert bench.done == ["a"]


def test_every_schedule_is_in_the_table() -> None:
    text = (TREE / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.-]+\.[\w-]+)` \| ([^|]+) \|", text, re.MULTILINE)
    assert dict(rows) == {name: _when(name) for name in registry.schedules()}


def _when(name: str) -> str:
    schedule = registry.schedules()[name]
    if schedule.at_minute is not None:
        days = schedule.every.days
        return f"{format_minute(schedule.at_minute)} every {days} days".replace(" 1 days", " day")
    minutes, seconds = divmod(int(schedule.every.total_seconds()), 60)
    return f"every {seconds} s" if seconds else f"every {minutes} min"
