"""予定表: secret addresses for calendar programs and feed readers, one per device."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.careers.actions import feeds as actions
from funade.apps.careers.queries.feeds import own_feeds
from funade.core.kernel.actor import user_actor
from funade.web.shared.people import user_id_of


@require_safe
def feeds_page(request: HttpRequest) -> HttpResponse:
    """The addresses there are, and the form to make one."""
    return _page(request)


@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make an address and show it, this once."""
    user_id = user_id_of(request)
    label = request.POST.get("label", "").replace("\0", "")
    try:
        token = actions.make_feed(
            actor=user_actor(user_id), user_id=user_id, label=label, now=timezone.now()
        )
    except actions.NoFeedError as refused:
        return _page(request, problem=str(refused))
    return _page(request, token=token)


@require_POST
def change_feed(request: HttpRequest, feed_id: int) -> HttpResponse:
    """One of the buttons beside an address."""
    user_id, act = user_id_of(request), request.POST.get("act", "")
    actor = user_actor(user_id)
    if act == "revoke":
        actions.revoke_feed(actor=actor, user_id=user_id, feed_id=feed_id)
        messages.success(request, "アドレスを止めました。この端末にはもう何も届きません。")
    elif act in {"details", "neutral"}:
        details = act == "details"
        actions.show_details(
            actor=actor, user_id=user_id, feed_id=feed_id, details=details, now=timezone.now()
        )
        messages.success(request, "変更しました。端末には次の読み込みで反映されます。")
    else:
        raise Http404
    return redirect("member-feeds")


def _page(request: HttpRequest, *, problem: str = "", token: str = "") -> HttpResponse:
    made = {}
    if token:
        made = {
            "calendar": settings.FUNADE_ORIGIN + reverse("feed-calendar", args=[token]),
            "atom": settings.FUNADE_ORIGIN + reverse("feed-atom", args=[token]),
        }
    context = {
        "feeds": own_feeds(user_id_of(request)),
        "made": made,
        "problem": problem,
        "label_length": actions.LABEL_LENGTH,
    }
    return render(request, "member/feeds.html", context)
