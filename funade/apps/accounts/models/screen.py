"""Who sits at which screen, since when, and what was left half written there."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from funade.apps.accounts.models.user import User


class Session(AbstractBaseSession):
    """A browser's session, with the two moments that decide whether it is locked.

    They are columns and not session data: a page that was loading while the member pressed
    「離れる」 saves its copy of the data later, and must not undo the lock with it.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    """Who is signed in, so that their sessions end with them; None for a stranger's."""
    seen_at = models.DateTimeField(default=timezone.now)
    """When its owner last did something; the lock counts from here (STEALTH S-20)."""
    locked_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        """As Django's own."""

    @classmethod
    def get_session_store_class(cls) -> Any:
        """What Django asks a session model for."""
        from funade.apps.accounts.sessions import SessionStore

        return SessionStore


class Draft(models.Model):
    """What stood in a form when its member left the screen (STEALTH S-18, S-21).

    Sealed under the member's own key: the page's path and title, and the fields.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=64)
    """Digest of user and path: one draft per page, and nothing to read in it."""
    sealed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        """A page has one draft, the latest."""

        constraints = (
            models.UniqueConstraint(fields=("user", "place"), name="draft_once_per_page"),
        )
