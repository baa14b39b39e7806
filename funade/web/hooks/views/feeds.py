"""The calendar and the news of one device, under an address that is the whole secret.

Programs fetch these for years, so they are cheap to answer again: an ETag over the content. The
answer may be kept by the program that asked, not by anything in between, and must be asked for
again each time: `no-store` would forbid the comparison, a lifetime would outlive revoking.
"""

from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from funade.apps.careers.queries import feeds as queries
from funade.core.documents.atom import write_feed
from funade.core.documents.calendar import write_calendar
from funade.web.shared.access import public_view
from funade.web.shared.throttling import limited

_CACHING = "private, no-cache"


@public_view
@require_safe
@limited("feeds")
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """Saved shifts as iCalendar."""
    feed = _feed(token)
    entries = queries.calendar_entries(feed, timezone.now())
    content = write_calendar(entries, name=queries.TITLE)
    return _answer(request, content, "text/calendar; charset=utf-8", "calendar.ics")


@public_view
@require_safe
@limited("feeds")
def atom(request: HttpRequest, token: str) -> HttpResponseBase:
    """News as Atom."""
    feed = _feed(token)
    link = settings.FUNADE_ORIGIN + reverse("member-news")
    content = write_feed(
        queries.news_items(feed, link),
        id=feed.uuid("news").urn,
        title=queries.NEWS_TITLE,
        author="Funade",
        link=link,
        updated=feed.updated_at,
    )
    return _answer(request, content, "application/atom+xml; charset=utf-8", "news.atom")


def _feed(token: str) -> queries.FoundFeed:
    found = queries.found_feed(token)
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, content: bytes, content_type: str, name: str) -> HttpResponseBase:
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["Cache-Control"] = _CACHING
    return answer
