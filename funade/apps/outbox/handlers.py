"""What the outbox, and the accounts below it, need done every day."""

import logging
from datetime import datetime, timedelta
from typing import Final

from funade.apps.accounts.actions.leaving import delete_due
from funade.apps.accounts.actions.screen import purge_drafts
from funade.apps.accounts.queries import audit_head, verify_chain
from funade.apps.outbox.actions.tidying import clear_cache, clear_sessions, prune_jobs
from funade.apps.outbox.handling import GiveUpError, Schedule
from funade.core.kernel.actor import KEEPER

logger = logging.getLogger(__name__)

DAY: Final = timedelta(days=1)


def verify_audit(now: datetime) -> None:
    """Read the whole audit trail. The head goes to the log: a witness outside the database."""
    head = audit_head()
    broken = verify_chain()
    if broken is not None:
        raise GiveUpError(f"閲覧記録の{broken}行目が書いたときと違います")
    logger.info("audit trail intact", extra={"facts": {"seq": head.seq, "digest": head.digest}})


def _prune(now: datetime) -> None:
    prune_jobs(actor=KEEPER, now=now)


def _clear_sessions(now: datetime) -> None:
    clear_sessions(actor=KEEPER)


def _purge_drafts(now: datetime) -> None:
    purge_drafts(actor=KEEPER, now=now)


def _clear_cache(now: datetime) -> None:
    clear_cache(actor=KEEPER, now=now)


def _delete_accounts(now: datetime) -> None:
    delete_due(actor=KEEPER, now=now)


SCHEDULES: Final = (
    Schedule("accounts.delete", _delete_accounts, every=timedelta(minutes=1)),
    Schedule("outbox.prune", _prune, every=DAY, at_minute=3 * 60),
    Schedule("audit.verify", verify_audit, every=DAY, at_minute=3 * 60 + 10),
    Schedule("sessions.clear", _clear_sessions, every=DAY, at_minute=3 * 60 + 20),
    Schedule("cache.clear", _clear_cache, every=timedelta(hours=1)),
    Schedule("drafts.purge", _purge_drafts, every=DAY, at_minute=3 * 60 + 40),
)
