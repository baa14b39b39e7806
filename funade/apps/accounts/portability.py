"""What the accounts app holds about a member (see `sections`)."""

from collections.abc import Sequence
from datetime import datetime

from funade.apps.accounts.models import AuditEvent, Membership, User
from funade.apps.accounts.queries import drafts_of
from funade.apps.accounts.sections import Row, Section


def _account(user_id: int) -> list[Row]:
    user = User.objects.get(pk=user_id)
    return [
        {
            "email": user.email,
            "created_at": user.created_at.isoformat(),
            "lock_minutes": user.lock_minutes,
            "exit_to": user.exit_to,
        }
    ]


def _restore_account(user_id: int, rows: Sequence[Row], _now: datetime) -> None:
    """Settings only: the address stays the one that was proven when this account was made."""
    row = rows[0]
    User.objects.filter(pk=user_id).update(
        lock_minutes=min(30, max(1, int(row["lock_minutes"]))), exit_to=str(row["exit_to"])[:20]
    )


def _memberships(user_id: int) -> list[Row]:
    rows = Membership.objects.filter(user_id=user_id).select_related("organisation")
    return [
        {"organisation": row.organisation.name, "role": row.role, "name": row.name}
        for row in rows.order_by("pk")
    ]


def _looks(user_id: int) -> list[Row]:
    return [
        {
            "at": row.at.isoformat(),
            "organisation": row.organisation,
            "role": row.role,
            "reader": row.reader_name,
            "act": row.act,
            "fields": row.fields,
            "purpose": row.purpose,
        }
        for row in AuditEvent.objects.filter(subject=user_id).order_by("seq")
    ]


def _drafts(user_id: int) -> list[Row]:
    return [
        {
            "saved_at": draft.saved_at.isoformat(),
            "title": draft.title,
            "path": draft.path,
            "fields": [list(field) for field in draft.fields],
        }
        for draft in drafts_of(user_id)
    ]


SECTIONS = (
    Section("account", "アカウント", _account, _restore_account, personal=("accounts.User.email",)),
    Section("organisations", "参加している組織", _memberships),
    Section(
        "drafts",
        "書きかけ",
        _drafts,
        personal=tuple(f"accounts.Draft.sealed:{key}" for key in ("path", "title", "fields")),
    ),
    Section("looks", "閲覧の記録", _looks),
)
