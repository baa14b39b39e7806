"""Where LINE delivers what its users do."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from funade.apps.notices.actions.line import accept_delivery
from funade.apps.notices.channels.line.links import NotFromLineError
from funade.core.kernel.actor import Actor
from funade.web.shared.access import public_view
from funade.web.shared.throttling import limited

LINE: Final = Actor("system", "line")
BODY_MOST: Final = 1_000_000


@public_view
@csrf_exempt  # its signature is the proof
@require_POST
@limited("hooks")
def line_webhook(request: HttpRequest) -> HttpResponse:
    """200 as soon as the events are written down; what follows is the worker's.

    Anything LINE has not signed gets a bare 400, whatever is wrong with it.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_MOST:
        return HttpResponse(status=400)
    try:
        accept_delivery(
            actor=LINE,
            body=request.body,
            signature=request.headers.get("X-Line-Signature", ""),
            now=timezone.now(),
        )
    except NotFromLineError:
        return HttpResponse(status=400)
    return HttpResponse(status=200)
