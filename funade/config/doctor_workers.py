"""The doctor's look at what nobody sees: workers, queue, audit trail, keys, mail."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import mailers

from funade.apps.accounts.queries import audit_head, examine_keys, verify_chain
from funade.apps.outbox.policy import LATE_AFTER
from funade.apps.outbox.queries import Status, schedule_states, status
from funade.apps.outbox.registry import schedules
from funade.config.finding import Finding
from funade.core.kernel.calendar import format_instant


def examine_workers(now: datetime) -> list[Finding]:
    """What can be asked once the database is there."""
    found = status(now)
    return [
        _worker(found),
        _queue(found),
        _dead(found),
        _schedules(),
        _trail(),
        _keys(),
        _mail(),
    ]


def _worker(found: Status) -> Finding:
    if found.workers:
        return Finding("worker", ok=True, text=f"{found.workers} running")
    seen = f"last seen {format_instant(found.last_seen)}" if found.last_seen else "never seen"
    return Finding("worker", ok=False, text=f"none is running ({seen}); run `funade work`")


def _queue(found: Status) -> Finding:
    if found.oldest_due is None:
        return Finding("jobs", ok=True, text=f"nothing is due; {found.waiting} waiting")
    minutes = int(found.oldest_due.total_seconds() // 60)
    late = found.oldest_due > LATE_AFTER
    advice = "; run `funade work`, or one more of it if one is running" if late else ""
    text = f"{found.waiting} waiting, the oldest due for {minutes} minutes{advice}"
    return Finding("jobs", ok=not late, text=text)


def _dead(found: Status) -> Finding:
    if not found.dead:
        return Finding("dead letters", ok=True, text="none")
    text = f"{found.dead}; see `funade outbox dead`, then `funade outbox retry ID` or `drop ID`"
    return Finding("dead letters", ok=False, text=text)


def _schedules() -> Finding:
    failed = [run for run in schedule_states(list(schedules())) if run.last_error]
    if failed:
        names = ", ".join(f"{run.name} ({run.last_error})" for run in failed)
        text = f"failed last time: {names}; see the worker's log"
        return Finding("schedules", ok=False, text=text)
    return Finding("schedules", ok=True, text="none failed")


def _trail() -> Finding:
    broken = verify_chain()
    if broken is not None:
        text = f"row {broken} is not as written; keep the database as it is and restore a backup"
        return Finding("audit trail", ok=False, text=f"{text} beside it to compare")
    return Finding("audit trail", ok=True, text=f"{audit_head().seq} rows, all as written")


def _keys() -> Finding:
    found = examine_keys()
    if found.broken:
        text = f"{len(found.broken)} of {found.total} members' keys do not open"
        advice = "put the missing key back into the keyring; see `funade keys check`"
        return Finding("keyring", ok=False, text=f"{text}; {advice}")
    old = f"; {found.old} under an old key, run `funade keys rotate`" if found.old else ""
    return Finding("keyring", ok=True, text=f"opens {found.total} keys{old}")


def _mail() -> Finding:
    if "smtp" not in settings.MAILERS["default"]["BACKEND"]:
        text = "written to files, nothing is sent; set FUNADE_MAIL_URL to send"
        return Finding("mail", ok=True, text=text)
    try:
        connection = mailers["default"]
        connection.open()
        connection.close()
    except OSError as error:  # what smtplib raises is one of these too
        text = f"no answer ({type(error).__name__}); see FUNADE_MAIL_URL and the mail server"
        return Finding("mail", ok=False, text=text)
    return Finding("mail", ok=True, text="the server answers")
