"""One's own data: who looked at it, taking it along, putting it back, ending it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funade.apps.accounts import portable, queries
from funade.apps.accounts.actions.leaving import GRACE_DAYS
from funade.apps.accounts.actions.restoring import restore
from funade.apps.careers.actions import closing
from funade.core.documents.archive import MOST_BYTES, ArchiveError
from funade.core.kernel.actor import user_actor
from funade.core.kernel.calendar import JST
from funade.web.shared.access import fresh_sign_in
from funade.web.shared.people import user_id_of as user_id

LOOKS_SHOWN = 200


@require_safe
def looks_page(request: HttpRequest) -> HttpResponse:
    """Who opened the member's data, when, what, and why (STEALTH S-23)."""
    looks = queries.looks_at(user_id(request), LOOKS_SHOWN)
    return render(request, "member/looks.html", {"looks": looks, "most": LOOKS_SHOWN})


@require_safe
@fresh_sign_in
def export_page(request: HttpRequest) -> HttpResponse:
    """What the archive will hold."""
    return render(request, "member/export.html", {"holdings": portable.holdings(user_id(request))})


@require_POST
@fresh_sign_in
def export_file(request: HttpRequest) -> HttpResponse:
    """The archive itself; its name says nothing (STEALTH S-13)."""
    now = timezone.now()
    content = portable.export(user_id=user_id(request), now=now)
    name = f"data-{now.astimezone(JST):%Y%m%d}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
def import_page(request: HttpRequest) -> HttpResponse:
    """Put an archive back; what the account already has stays."""
    if request.method != "POST":
        return render(request, "member/import.html", {"problem": "", "done": []})
    upload = request.FILES.get("archive")
    try:
        if upload is None or not upload.size:
            raise ArchiveError("ファイルを選んでください。")
        if upload.size > MOST_BYTES:
            raise ArchiveError("ファイルが大きすぎます。書き出したファイルを選んでください。")
        me = user_id(request)
        done = restore(actor=user_actor(me), user_id=me, content=upload.read(), now=timezone.now())
    except ArchiveError as error:
        context = {"problem": str(error), "done": []}
        return render(request, "member/import.html", context, status=422)
    return render(request, "member/import.html", {"problem": "", "done": done})


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
def deletion_page(request: HttpRequest) -> HttpResponse:
    """What goes, what must stay, from when; then the wish itself."""
    me, now = user_id(request), timezone.now()
    problem = ""
    if request.method == "POST":
        grace = request.POST.get("grace", "")
        if request.POST.get("sure") != "yes":
            problem = "「消えるものを確認しました」にチェックを入れてください。"
        elif grace not in {str(days) for days in GRACE_DAYS}:
            problem = "いつ削除するかを選んでください。"
        else:
            closing.ask_to_be_deleted(
                actor=user_actor(me), user_id=me, grace_days=int(grace), now=now
            )
            return redirect("member-deletion")
    context = {
        "problem": problem,
        "holdings": portable.holdings(me),
        "delete_on": queries.deletion_moment(me),
        "last_day": now + timedelta(days=GRACE_DAYS[0]),
        "grace": request.POST.get("grace", str(GRACE_DAYS[0])),
    }
    return render(request, "member/deletion.html", context, status=422 if problem else 200)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Take the wish back."""
    me = user_id(request)
    closing.stay(actor=user_actor(me), user_id=me, now=timezone.now())
    return redirect("member-deletion")
