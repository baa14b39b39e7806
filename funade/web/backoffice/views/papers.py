"""Licences: what waits, one at a time with a purpose, and what was seen.

Looking is a POST: it writes the audit trail, and the picture comes inside that one page. There is
no address from which staff could fetch a picture, so looks and audit rows are the same number.
"""

from base64 import b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from funade.apps.accounts.access import Seat, operator_staff
from funade.apps.careers.actions import licence as actions
from funade.apps.careers.queries.licence import waiting_pictures
from funade.core.kernel.calendar import JST
from funade.core.masters.person import CHECK_METHODS, CHECK_RESULTS, SEXES
from funade.core.profile.check import COMPARABLE, METHODS_OF_KIND, parse_report
from funade.core.profile.reading import Reader
from funade.core.profile.words import both_calendars

_PURPOSE_LENGTH = 200


@never_cache
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """The pictures that wait: when they came, not whose they are."""
    seat = operator_staff(request.user)
    context = {"lines": waiting_pictures(seat.user_id, timezone.now()), "problem": ""}
    return render(request, "backoffice/papers.html", context)


@never_cache
@require_POST
def open_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one up, saying what for."""
    seat = operator_staff(request.user)
    purpose = _purpose(request)
    if not purpose:
        lines = waiting_pictures(seat.user_id, timezone.now())
        context = {"lines": lines, "problem": "目的を入力してください。"}
        return render(request, "backoffice/papers.html", context, status=422)
    return _opened(request, seat, public_id, None)


@never_cache
@require_POST
def record_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down what was compared and what came of it."""
    seat, now = operator_staff(request.user), timezone.now()
    typed = {key: [str(value) for value in values] for key, values in request.POST.lists()}
    report, reader = parse_report(typed, seat.kind, now.astimezone(JST).date())
    if report is None:
        return _opened(request, seat, public_id, reader)
    actions.record_check(reader=seat, public_id=public_id, report=report, now=now)
    messages.success(request, "結果を記録しました。")
    return redirect("office-papers")


def _opened(
    request: HttpRequest, seat: Seat, public_id: str, reader: Reader | None
) -> HttpResponse:
    """The picture beside the member's own words; showing it again is another look."""
    purpose = _purpose(request) or "結果の記入のやり直し"
    opened = actions.open_picture(
        reader=seat, public_id=public_id, purpose=purpose, now=timezone.now()
    )
    raw = reader.raw if reader else {}
    told = {
        **opened.profile,
        "licensed_on": both_calendars(opened.profile["licensed_on"]),
        "born_on": both_calendars(opened.profile["born_on"]),
        "sex": SEXES.name(opened.profile["sex"]) if opened.profile["sex"] else "",
    }
    context = {
        "public_id": public_id,
        "purpose": purpose,
        "image": f"data:image/jpeg;base64,{b64encode(opened.content).decode()}",
        "facts": [
            (key, label, told[key], key in raw.get("compared", ()))
            for key, label in COMPARABLE.items()
        ],
        "methods": [CHECK_METHODS.get(code) for code in METHODS_OF_KIND[seat.kind]],
        "results": CHECK_RESULTS,
        "problems": reader.problems if reader else [],
        "typed": {name: reader.text(name) if reader else "" for name in _SINGLE},
    }
    return render(request, "backoffice/paper.html", context, status=422 if reader else 200)


_SINGLE = ("method", "result", "note")


def _purpose(request: HttpRequest) -> str:
    return request.POST.get("purpose", "").strip()[:_PURPOSE_LENGTH]
