"""Saved searches, to take along and to put back; what they brought, and feeds, to take along."""

from collections.abc import Sequence
from datetime import datetime

from funade.apps.accounts.sections import Row, Section
from funade.apps.careers.actions.searches import (
    NotSavedError,
    change_search,
    pause_search,
    save_search,
)
from funade.apps.careers.models import Alert
from funade.apps.careers.queries.feeds import own_feeds
from funade.apps.careers.queries.searches import own_searches, query_of
from funade.apps.notices.enums import Pace
from funade.core.kernel.actor import user_actor


def _searches(user_id: int) -> list[Row]:
    return [
        {
            "name": it.name,
            "params": it.params,
            "pace": it.pace.value,
            "paused": it.paused,
            "created_at": it.created_at.isoformat(),
        }
        for it in reversed(own_searches(user_id))
    ]


def _restore_searches(user_id: int, rows: Sequence[Row], now: datetime) -> None:
    """Through the same checks as the button; what is saved already keeps its name and pace."""
    actor, known = user_actor(user_id), {it.id for it in own_searches(user_id)}
    for row in rows:
        query = query_of(str(row["params"])[:20_000])
        try:
            saved = save_search(actor=actor, user_id=user_id, query=query, now=now)
        except NotSavedError:
            continue
        if saved in known:
            continue
        pace = Pace(row["pace"]) if row["pace"] in Pace.values else Pace.DAILY
        name, paused = str(row["name"]), bool(row["paused"])
        which = {"search_id": saved, "user_id": user_id}
        change_search(actor=actor, **which, name=name, pace=pace, now=now)
        pause_search(actor=actor, **which, paused=paused, now=now)


def _news(user_id: int) -> list[Row]:
    rows = Alert.objects.filter(user_id=user_id).select_related("search", "posting")
    return [
        {
            "at": row.at.isoformat(),
            "posting": row.posting.public_id,
            "params": row.search.params,
            "reason": row.reason,
            "seen_at": row.seen_at.isoformat() if row.seen_at else None,
        }
        for row in rows.order_by("pk")
    ]


def _feeds(user_id: int) -> list[Row]:
    return [
        {"label": it.label, "details": it.details, "created_at": it.created_at.isoformat()}
        for it in own_feeds(user_id)
    ]


SECTIONS = (
    Section(
        "searches",
        "保存した条件",
        _searches,
        _restore_searches,
        personal=tuple(
            f"careers.SavedSearch.{column}"
            for column in ("params", "name_sealed", "pace", "paused")
        ),
    ),
    Section(
        "news",
        "新着",
        _news,
        personal=("careers.Alert.posting", "careers.Alert.seen_at"),
    ),
    Section(
        "feeds",
        "予定表のアドレス（秘密の部分を除く）",
        _feeds,
        personal=("careers.Feed.label_sealed", "careers.Feed.details"),
    ),
)
