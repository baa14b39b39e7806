"""The member portal's links for its frame."""

from django import template

from funade.web.member import navigation

register = template.Library()


@register.simple_tag
def member_links() -> tuple[navigation.Link, ...]:
    """The side bar's links."""
    return navigation.links(navigation.MAIN)


@register.simple_tag
def nearest_link(path: str) -> str:
    """The address of the link that `path` lies under: the longest one that begins it."""
    under = [link.url for link in navigation.links(navigation.MAIN) if path.startswith(link.url)]
    return max(under, key=len, default="")
