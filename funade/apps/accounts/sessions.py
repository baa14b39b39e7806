"""Sessions whose lock nobody undoes by accident: `SESSION_ENGINE` of the settings.

Reads bring the two moments of `models.Session` along without another query; writes of session
data leave them alone.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError


class SessionStore(db.SessionStore):
    """Django's database sessions, with `seen_at` and `locked_at` beside the data."""

    seen_at: datetime | None = None
    locked_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> Any:
        """Our table."""
        from funade.apps.accounts.models import Session

        return Session

    def load(self) -> dict[str, Any]:
        """The data of the stored session, {} when there is none."""
        row = self._get_session_from_db()  # type: ignore[attr-defined]  # django-stubs
        if row is None:
            return {}
        self.seen_at, self.locked_at = row.seen_at, row.locked_at
        data: dict[str, Any] = self.decode(row.session_data)
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """A row for the data, with its owner."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (Django's signature)
        """Stores the data; a new session begins unlocked, an old one stays as it is."""
        if must_create or self.session_key is None:
            self.seen_at = self.locked_at = None
            super().save(must_create=must_create)
            return
        row = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]  # django-stubs
        changed = (
            self.get_model_class()
            .objects.filter(session_key=row.session_key)
            .update(session_data=row.session_data, expire_date=row.expire_date, user_id=row.user_id)
        )
        if not changed:
            raise UpdateError
