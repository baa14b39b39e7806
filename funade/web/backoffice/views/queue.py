"""What the workers gave up, for the operator's staff to try again or put away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from funade.apps.accounts.access import operator_staff
from funade.apps.outbox import queries
from funade.apps.outbox.actions import drop_dead, retry_dead
from funade.apps.outbox.registry import schedules
from funade.core.kernel.actor import user_actor


@never_cache
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """How the queue stands, the dead letters with their reasons, the schedules."""
    operator_staff(request.user)
    context = {
        "status": queries.status(timezone.now()),
        "letters": queries.dead_letters(),
        "schedules": queries.schedule_states(list(schedules())),
    }
    return render(request, "backoffice/queue.html", context)


@require_POST
def retry(request: HttpRequest, number: int) -> HttpResponse:
    """Once more, from the beginning."""
    seat = operator_staff(request.user)
    if not retry_dead(actor=user_actor(seat.user_id), job_id=number, now=timezone.now()):
        raise Http404
    messages.success(request, f"{number}番をもう一度行います。")
    return redirect("office-jobs")


@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """For good: it will not be done."""
    seat = operator_staff(request.user)
    if not drop_dead(actor=user_actor(seat.user_id), job_id=number, now=timezone.now()):
        raise Http404
    messages.success(request, f"{number}番を取りやめました。")
    return redirect("office-jobs")
