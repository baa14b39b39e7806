"""The conditions sheet: a summary, and one question per page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funade.apps.careers.actions.conditions import answer_line
from funade.apps.careers.queries.conditions import middle_for, own_sheet
from funade.core.conditions.lines import BY_CODE, LINES, Line
from funade.core.conditions.sheet import BadAnswerError, read_answer
from funade.core.kernel.actor import user_actor
from funade.web.member.pages.sheet import (
    LineForm,
    line_form,
    search_links,
    stored_form,
    tasks,
    unsearchable,
)
from funade.web.shared.people import user_id_of as user_id


@require_safe
def conditions_page(request: HttpRequest) -> HttpResponse:
    """Every line with its answer, and the searches they make."""
    sheet = own_sheet(user_id(request))
    context = {
        "tasks": tasks(sheet),
        "answered": len(sheet.answers),
        "searches": search_links(sheet, middle_for(sheet), reverse("search")),
        "unsearchable": unsearchable(sheet),
        "first": LINES[0].code,
    }
    return render(request, "member/conditions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def condition_page(request: HttpRequest, code: str) -> HttpResponse:
    """One line. In the first round each leads to the next one."""
    line = BY_CODE.get(code)
    if line is None:
        raise Http404
    in_turn = request.GET.get("turn") == "1"
    if request.method == "POST":
        return _answer(request, line, in_turn=in_turn)
    sheet = own_sheet(user_id(request))
    form = stored_form(line, sheet.answers.get(code))
    return _page(request, form, "", in_turn=in_turn)


def _answer(request: HttpRequest, line: Line, *, in_turn: bool) -> HttpResponse:
    stance, values = request.POST.get("stance", ""), _values(request.POST)
    weight = request.POST.get("weight", "")
    try:
        given = None if stance == "none" else read_answer(line, stance, weight, values)
    except BadAnswerError as bad:
        form = line_form(line, stance, weight, values)
        return _page(request, form, f"{bad}。".replace("。。", "。"), in_turn=in_turn)
    member = user_id(request)
    answer_line(
        actor=user_actor(member), user_id=member, code=line.code, answer=given, now=timezone.now()
    )
    return redirect(_next_url(line) if in_turn else reverse("member-conditions"))


def _values(sent: QueryDict) -> list[str]:
    """Boxes, one field, or a place with its kilometres."""
    return [it[:200] for it in (*sent.getlist("value")[:100], *sent.getlist("km")[:1])]


def _next_url(line: Line) -> str:
    at = LINES.index(line) + 1
    if at == len(LINES):
        return reverse("member-conditions")
    return reverse("member-condition", args=[LINES[at].code]) + "?turn=1"


def _page(request: HttpRequest, form: LineForm, problem: str, *, in_turn: bool) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "problem": problem,
        "in_turn": in_turn,
        "at": LINES.index(form.line) + 1,
        "count": len(LINES),
        "skip": _next_url(form.line) if in_turn else reverse("member-conditions"),
    }
    return render(request, "member/condition.html", context, status=422 if problem else 200)
