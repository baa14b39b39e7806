"""保存した条件: the addresses of searches, named, paced, paused and let go."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import parse_qs

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.careers.actions import searches as actions
from funade.apps.careers.queries.searches import own_searches, query_of
from funade.apps.catalog.index import current_index
from funade.apps.notices.enums import Pace
from funade.core.kernel.actor import user_actor
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.url import parse
from funade.web.shared.people import user_id_of


@require_safe
def searches_page(request: HttpRequest) -> HttpResponse:
    """Every saved search in words, with what it finds now."""
    return _page(request)


@require_POST
def save_search(request: HttpRequest) -> HttpResponse:
    """Save the search whose address the form carries."""
    user_id = user_id_of(request)
    query = parse(parse_qs(request.POST.get("params", "")[:20_000])).query
    try:
        actions.save_search(
            actor=user_actor(user_id), user_id=user_id, query=query, now=timezone.now()
        )
    except actions.NotSavedError as refused:
        return _page(request, str(refused))
    messages.success(request, "条件を保存しました。新しく合うものがあればお知らせします。")
    return redirect("member-searches")


@require_POST
def change_search(request: HttpRequest, search_id: int) -> HttpResponse:
    """One of the buttons beside a saved search."""
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    messages.success(request, act(request, user_id_of(request), search_id, timezone.now()))
    return redirect("member-searches")


def _change(request: HttpRequest, user_id: int, search_id: int, now: datetime) -> str:
    pace = request.POST.get("pace", "")
    actions.change_search(
        actor=user_actor(user_id),
        user_id=user_id,
        search_id=search_id,
        name=request.POST.get("name", "").replace("\0", ""),
        pace=Pace(pace) if pace in Pace.values else Pace.DAILY,
        now=now,
    )
    return "変更しました。"


def _pause(request: HttpRequest, user_id: int, search_id: int, now: datetime) -> str:
    actions.pause_search(
        actor=user_actor(user_id), user_id=user_id, search_id=search_id, paused=True, now=now
    )
    return "休止しました。再開するまで、この条件のお知らせはありません。"


def _resume(request: HttpRequest, user_id: int, search_id: int, now: datetime) -> str:
    actions.pause_search(
        actor=user_actor(user_id), user_id=user_id, search_id=search_id, paused=False, now=now
    )
    return "再開しました。"


def _delete(request: HttpRequest, user_id: int, search_id: int, now: datetime) -> str:
    actions.delete_search(actor=user_actor(user_id), user_id=user_id, search_id=search_id)
    return "条件を削除しました。"


_ACTS: Final[dict[str, Callable[[HttpRequest, int, int, datetime], str]]] = {
    "change": _change,
    "pause": _pause,
    "resume": _resume,
    "delete": _delete,
}


def _page(request: HttpRequest, problem: str = "") -> HttpResponse:
    index, moment = current_index(), Moment.at(timezone.now())
    rows = [
        {"search": it, "matches": search(index, query_of(it.params), moment).postings}
        for it in own_searches(user_id_of(request))
    ]
    context = {
        "rows": rows,
        "paces": [(pace.value, pace.label) for pace in Pace],
        "problem": problem,
        "most": actions.MOST,
        "name_length": actions.NAME_LENGTH,
    }
    return render(request, "member/searches.html", context)
