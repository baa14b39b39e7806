"""Offering what was half written on a page when its member left."""

from typing import Any

from django import template

from funade.apps.accounts.queries import KeptDraft, draft_of

register = template.Library()


@register.simple_tag(takes_context=True)
def draft_offer(context: dict[str, Any]) -> KeptDraft | None:
    """The draft that the address asks for, when it is this page's and this member's.

    Pages without ?draft= cost no query.
    """
    request = context["request"]
    asked = request.GET.get("draft", "")
    if request.method != "GET" or not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    draft = draft_of(request.user.pk, int(asked))
    return draft if draft and draft.path == request.path else None
