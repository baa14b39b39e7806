"""What changes the outbox's tables."""

from funade.apps.outbox.actions.enqueue import enqueue

__all__ = ["enqueue"]
