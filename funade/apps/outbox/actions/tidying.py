"""Throwing away what is over."""

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
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
    expired = connection.ops.adapt_datetimefield_value(now)
    for name, cache in settings.CACHES.items():
        if isinstance(caches[name], BaseDatabaseCache):
            table = connection.ops.quote_name(str(cache["LOCATION"]))
            with connection.cursor() as cursor:  # the table has no model; its name is our own
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [expired])  # noqa: S608
