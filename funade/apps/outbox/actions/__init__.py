"""What changes the outbox's tables."""

from funade.apps.outbox.actions.enqueue import enqueue
from funade.apps.outbox.actions.letters import drop_dead, retry_dead

__all__ = ["drop_dead", "enqueue", "retry_dead"]
