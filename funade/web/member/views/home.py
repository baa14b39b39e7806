"""The first page after signing in, and the list of settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funade.web.member import navigation


@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """What is new, and what to do next."""
    links = navigation.links(entry for entry in navigation.MAIN if entry.about)
    return render(request, "member/home.html", {"links": links})


@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    """Every setting by what it protects."""
    groups = [
        (title, found)
        for title, entries in navigation.SETTINGS
        if (found := navigation.links(entries))
    ]
    return render(request, "member/settings.html", {"groups": groups})
