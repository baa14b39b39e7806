"""Throwing away what is over."""

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db import connection

from funade.apps.outbox.enums import OVER
from funade.apps.outbox.models import Job
from funade.apps.outbox.policy import KEPT
from funade.core.kernel.actor import Actor


def prune_jobs(*, actor: Actor, now: datetime) -> int:
    """Remove jobs that were over long ago; their keys may then be used again."""
    gone, _ = Job.objects.filter(state__in=OVER, finished_at__lt=now - KEPT).delete()
    return gone


def clear_sessions(*, actor: Actor) -> None:
    """Remove expired sessions."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def clear_cache(*, actor: Actor, now: datetime) -> None:
    """Remove expired rows of the cache tables. Django does so only when a table is full."""
    for cache in settings.CACHES.values():
        if cache["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
            table = connection.ops.quote_name(cache["LOCATION"])
            expired = connection.ops.adapt_datetimefield_value(now)
            with connection.cursor() as cursor:  # the table has no model; its name is our own
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expired])  # noqa: S608
