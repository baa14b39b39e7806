"""Who must not see the member, and what each choice covers today."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from funade.apps.careers.queries import blocks
from funade.web.shared.people import user_id_of as user_id

MOST_TYPED: Final = 100


@require_http_methods(["GET", "HEAD", "POST"])
def blocks_page(request: HttpRequest) -> HttpResponse:
    """The list; a POST looks a name up, for a name in an address would stay in the history."""
    typed = request.POST.get("name", "").replace("\0", "").strip()[:MOST_TYPED]
    asked = request.method == "POST"
    context = {
        "blocks": blocks.own_blocks(user_id(request)),
        "typed": typed,
        "asked": asked and bool(typed),
        "problem": "名前を入力してください。" if asked and not typed else "",
        "found": blocks.find(typed) if typed else [],
        "most": blocks.MOST_FOUND,
    }
    return render(request, "member/blocks.html", context)
