"""One-click unsubscribe (RFC 8058): no login, no cookie, no question back."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from funade.apps.notices.actions.stop_links import stop_by_link
from funade.core.kernel.actor import Actor
from funade.web.shared.access import public_view

LINK: Final = Actor("system", "stop-link")


@public_view
@csrf_exempt  # the mail program posts it; whoever has the link may only make it quiet
@require_http_methods(["GET", "HEAD", "POST"])
def stop_page(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, because programs follow links; POST stops.

    Both say the same for a link that never was, so that no link can be tried out.
    """
    stopped = request.method == "POST"
    if stopped:
        stop_by_link(actor=LINK, token=token, now=timezone.now())
    return render(request, "hooks/stop.html", {"stopped": stopped})
