"""新着: what the saved searches have brought. Opening one marks it as seen, by POST."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.careers.actions.alerts import mark_seen
from funade.apps.careers.queries.news import news
from funade.core.kernel.actor import user_actor
from funade.web.member.pages.news import news_lists
from funade.web.shared.people import user_id_of


@require_safe
def news_page(request: HttpRequest) -> HttpResponse:
    """The matches by search, the new ones marked."""
    found = news(user_id_of(request))
    lists = news_lists(found, timezone.now())
    unseen = any(card.mark for each in lists for card in each.cards)
    context = {"lists": lists, "ended": found.ended, "unseen": unseen}
    return render(request, "member/news.html", context)


@require_POST
def open_news(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Mark one as seen and go on to it."""
    user_id = user_id_of(request)
    public_id = mark_seen(
        actor=user_actor(user_id), user_id=user_id, alert_id=alert_id, now=timezone.now()
    )
    if not public_id:
        raise Http404
    return redirect(f"/jobs/{public_id}/")


@require_POST
def all_seen(request: HttpRequest) -> HttpResponse:
    """Mark everything as seen."""
    user_id = user_id_of(request)
    mark_seen(actor=user_actor(user_id), user_id=user_id, alert_id=None, now=timezone.now())
    return redirect("member-news")
