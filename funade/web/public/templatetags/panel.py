"""The one piece of markup that stands some 300 times on a page.

As an included template it took more than half of the time of a search page.
"""

from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from funade.web.public.pages.panel import Option, PlaceOption

register = template.Library()

_TICK: Final = (
    '<label class="tick{}"><input type="checkbox" id="{}-{}" name="{}" value="{}"{}>'
    '<span class="name">{}</span> <span class="count">{}</span></label>'
)
_CHECKED: Final = SafeString(" checked")
_NONE: Final = SafeString(" tick--none")


@register.simple_tag
def tick(param: str, option: Option | PlaceOption, after: str = "") -> SafeString:
    """A box to tick with its name and count; ``after`` is added to the name (関東 + すべて)."""
    return format_html(
        _TICK,
        "" if option.count or option.checked else _NONE,
        param,
        option.code,
        param,
        option.code,
        _CHECKED if option.checked else "",
        option.name + after,
        f"{option.count:,}",
    )
