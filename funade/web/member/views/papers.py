"""書類: the picture of a licence, covered before it is sent, shown to its owner, gone on demand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.careers.actions import licence as actions
from funade.apps.careers.queries.licence import own_licence, own_picture
from funade.core.kernel.actor import user_actor
from funade.core.profile.picture import MAX_BYTES, TOO_HEAVY, PictureError
from funade.web.shared.people import user_id_of

_NOTHING_CHOSEN = "画像を選んでください。"
_NOT_CONFIRMED = "本籍が見えないことを確かめて、印を付けてください。"


@require_safe
def papers_page(request: HttpRequest) -> HttpResponse:
    """The state of the check, and the form to send a picture."""
    return _page(request, {})


@require_POST
def send_paper(request: HttpRequest) -> HttpResponse:
    """Take a picture in, if what must be covered has been confirmed to be."""
    user_id, file = user_id_of(request), request.FILES.get("picture")
    errors: dict[str, str] = {}
    if file is None:
        errors["picture"] = _NOTHING_CHOSEN
    elif (file.size or 0) > MAX_BYTES:
        errors["picture"] = TOO_HEAVY
    if not request.POST.get("covered"):
        errors["covered"] = _NOT_CONFIRMED
    if errors or file is None:
        return _page(request, errors)
    try:
        actions.send_picture(
            actor=user_actor(user_id), user_id=user_id, content=file.read(), now=timezone.now()
        )
    except PictureError as error:
        return _page(request, {"picture": str(error)})
    messages.success(request, "画像をお預かりしました。")
    return redirect("member-papers")


@require_POST
def remove_paper(request: HttpRequest) -> HttpResponse:
    """Forget the picture at once."""
    user_id = user_id_of(request)
    actions.remove_picture(actor=user_actor(user_id), user_id=user_id)
    messages.success(request, "画像を消しました。")
    return redirect("member-papers")


@require_safe
def paper_image(request: HttpRequest) -> HttpResponse:
    """The member's own picture; there is no address for anybody else's."""
    content = own_picture(user_id_of(request))
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": 'inline; filename="image.jpg"',
        },
    )


def _page(request: HttpRequest, errors: dict[str, str]) -> HttpResponse:
    licence = own_licence(user_id_of(request))
    context = {
        "licence": licence,
        "errors": errors,
        "covered": bool(request.POST.get("covered")),
    }
    return render(request, "member/papers.html", context, status=422 if errors else 200)
