"""The first page after signing in, and the list of settings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from funade.apps.accounts.queries import drafts_of
from funade.web.member import navigation
from funade.web.member.navigation import Entry


@dataclass(frozen=True, slots=True)
class News:
    """Something that may have happened since the last visit."""

    words: str
    """What follows 「3件」."""
    url_name: str
    count: Callable[[int], int]
    """From a user id to how many; a real number, or the line is not shown."""


NEWS: Final = (
    News("の書きかけがあります", "member-drafts", lambda user_id: len(drafts_of(user_id))),
)
"""One line each, in this order. An app that has news adds its line here."""

STEPS: Final = (
    Entry("member-conditions", "条件をまとめる", "譲れないことを選ぶと、合う順に並びます"),
    Entry("member-blocks", "見せない相手を決める", "選んだ相手には、あなたが見えません"),
    Entry("member-notices", "お知らせの時間を決める", "はじめは、平日の昼間には届きません"),
    Entry("mfa_index", "パスキーを足す", "2台目の端末からも開けるように"),
    Entry("member-lock", "ロックまでの時間を決める", "席を外すことが多いときは短く"),
)
_STEPS_SHOWN: Final = 3


@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """What is new, one thing to do, and three more; for two free minutes on a phone."""
    member: Any = request.user
    if not member.exit_shown:
        return redirect("member-leaving")
    rows = ((news, news.count(member.pk)) for news in NEWS)
    context = {
        "news": [
            {"count": count, "words": news.words, "url": reverse(news.url_name)}
            for news, count in rows
            if count
        ],
        "steps": navigation.links(STEPS)[:_STEPS_SHOWN],
        "others": navigation.links(it for it in navigation.MAIN if it.about and not it.on_phone),
    }
    return render(request, "member/home.html", context)


@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    """Every setting by what it protects."""
    groups = [
        (title, found)
        for title, entries in navigation.SETTINGS
        if (found := navigation.links(entries))
    ]
    return render(request, "member/settings.html", {"groups": groups})
