"""プロフィール: a list of short questions, each on a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funade.apps.careers.actions import profile as actions
from funade.apps.careers.queries.licence import own_licence
from funade.apps.careers.queries.profile import own_profile
from funade.core.kernel.actor import user_actor
from funade.core.masters.skills import SKILL_LEVELS
from funade.core.profile.sections import SECTION
from funade.core.profile.words import as_raw
from funade.web.member.pages import profile as pages
from funade.web.shared.people import user_id_of

_SEARCH_LENGTH = 40


@require_safe
def profile_page(request: HttpRequest) -> HttpResponse:
    """The sections and how far each is."""
    profile = own_profile(user_id_of(request))
    rows = pages.rows(profile)
    context = {
        "rows": rows,
        "done": sum(row.done for row in rows),
        "advice": pages.advice(profile),
        "licence": own_licence(user_id_of(request)),
    }
    return render(request, "member/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def section_page(request: HttpRequest, section: str) -> HttpResponse:
    """One question: asked, narrowed down, forgotten or saved."""
    if section not in SECTION:
        raise Http404
    if request.method != "POST":
        profile = own_profile(user_id_of(request))
        answered = section in profile.answered
        page = pages.question_page(section, as_raw(profile, section), answered=answered)
        return _render(request, page)
    if "find" in request.POST:
        return _narrowed(request, section)
    if "clear" in request.POST:
        return _cleared(request, section)
    return _saved(request, section)


def _narrowed(request: HttpRequest, section: str) -> HttpResponse:
    """The search box without JavaScript: what was ticked comes along."""
    sought = request.POST.get("sought", "")[:_SEARCH_LENGTH]
    page = pages.question_page(section, _typed(request), sought=sought)
    return _render(request, page)


def _cleared(request: HttpRequest, section: str) -> HttpResponse:
    user_id = user_id_of(request)
    actions.clear_section(
        actor=user_actor(user_id), user_id=user_id, section=section, now=timezone.now()
    )
    messages.success(request, "入力を消しました。")
    return redirect("member-profile")


def _saved(request: HttpRequest, section: str) -> HttpResponse:
    user_id, typed = user_id_of(request), _typed(request)
    problems = actions.save_section(
        actor=user_actor(user_id),
        user_id=user_id,
        section=section,
        values=typed,
        now=timezone.now(),
    )
    if problems:
        return _render(request, pages.question_page(section, typed, problems=problems), 422)
    messages.success(request, "保存しました。")
    return redirect("member-profile")


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {key: [str(value) for value in values] for key, values in request.POST.lists()}


def _render(request: HttpRequest, page: pages.QuestionPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "levels": SKILL_LEVELS}
    return render(request, "member/profile-section.html", context, status=status)
