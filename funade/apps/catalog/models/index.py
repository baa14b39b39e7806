"""The change log that the search index follows."""

from django.db import models


class IndexChange(models.Model):
    """That a posting changed, written in the transaction that changed it.

    ``seq`` alone is a safe position on SQLite, which has one writer. On PostgreSQL commits may
    land out of order, so a reader takes only rows whose ``xid`` lies below the oldest transaction
    still running (`engines.safe_position`); reading by ``seq`` alone would lose changes.
    """

    seq = models.BigAutoField(primary_key=True)
    posting_id = models.BigIntegerField()
    xid = models.BigIntegerField(default=0)
    """PostgreSQL's `pg_current_xact_id()`; 0 on SQLite."""
    stated = models.BooleanField(default=False)
    """Whether a reader of the page has something new: it was published, opened again, or one of
    its statements changed. Alerts follow these only; the search index follows all."""

    class Meta:
        """Read in commit-safe order."""

        indexes = (models.Index(fields=("xid", "seq")),)


class LogReader(models.Model):
    """How far somebody who must miss nothing has followed the log; it is never trimmed beyond."""

    name = models.CharField(max_length=40, primary_key=True)
    xid = models.BigIntegerField()
    seq = models.BigIntegerField()
