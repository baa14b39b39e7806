"""The member portal's links for its frame."""

from django import template
from django.urls import reverse

from funade.web.member import navigation

register = template.Library()


@register.simple_tag
def member_links() -> tuple[navigation.Link, ...]:
    """The side bar's links."""
    return navigation.links(navigation.MAIN)


@register.simple_tag
def nearest_link(path: str) -> str:
    """The address of the link that `path` lies under: the longest one that begins it.

    A page that only the settings lead to lies under the settings.
    """
    under = [link.url for link in navigation.links(navigation.MAIN) if path.startswith(link.url)]
    nearest = max(under, key=len, default="")
    settings = reverse("member-settings")
    within = [link.url for _, entries in navigation.SETTINGS for link in navigation.links(entries)]
    longest = max((url for url in within if path.startswith(url)), key=len, default="")
    return settings if len(longest) > len(nearest) else nearest
