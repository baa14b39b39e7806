"""Web Push: switch this browser on, see and remove the others."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.notices.actions.push import (
    LABEL_MOST,
    MOST_DEVICES,
    TooManyDevicesError,
    add_device,
    remove_device,
)
from funade.apps.notices.channels.push.devices import BadKeysError, Subscription, devices_of
from funade.apps.notices.channels.push.endpoints import RefusedEndpointError
from funade.apps.notices.channels.push.vapid import public_key
from funade.core.kernel.actor import Actor
from funade.web.member.pages.device_names import device_name

_UNKNOWN_SERVICE = (
    "このブラウザーの通知の仕組みには対応していません。別のブラウザーでお試しください。"
)
_TOO_MANY = f"登録できる端末は{MOST_DEVICES}台までです。使っていない端末を外してください。"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the form, and what was wrong with it."""

    label: str = ""
    error: str = ""


@require_safe
def push_page(request: HttpRequest) -> HttpResponse:
    """The devices, and the button for this one."""
    return _page(request, Typed())


@require_POST
def push_add(request: HttpRequest) -> HttpResponse:
    """Store the subscription that the browser made after the gesture."""
    form = request.POST
    label = form.get("label", "").strip()[:LABEL_MOST]
    try:
        subscription = Subscription.checked(
            form.get("endpoint", ""), form.get("p256dh", ""), form.get("auth", "")
        )
        add_device(
            actor=_actor(request),
            user_id=_member(request),
            subscription=subscription,
            label=label or device_name(request.headers.get("User-Agent", "")),
            now=timezone.now(),
        )
    except (RefusedEndpointError, BadKeysError):
        return _page(request, Typed(label, _UNKNOWN_SERVICE), status=422)
    except TooManyDevicesError:
        return _page(request, Typed(label, _TOO_MANY), status=422)
    return redirect("member-push")


@require_POST
def push_remove(request: HttpRequest, device: int) -> HttpResponse:
    """Remove one device; somebody else's is not found."""
    if not remove_device(actor=_actor(request), user_id=_member(request), device_id=device):
        raise Http404
    return redirect("member-push")


def _page(request: HttpRequest, typed: Typed, status: int = 200) -> HttpResponse:
    context = {
        "devices": devices_of(_member(request)),
        "typed": typed,
        "label_most": LABEL_MOST,
        "public_key": public_key(),
    }
    return render(request, "member/push.html", context, status=status)


def _member(request: HttpRequest) -> int:
    return int(request.user.pk or 0)  # login is required by the middleware


def _actor(request: HttpRequest) -> Actor:
    return Actor("user", str(request.user.pk))
