"""The one piece of markup that stands some 300 times on a page.

As an included template it took more than half of the time of a search page.
"""

from typing import Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from funade.web.public.pages.panel import Option, PlaceOption

register = template.Library()

_TICK: Final = (
    '<label class="tick{none}"><input type="checkbox" id="{param}-{code}" name="{param}"'
    ' value="{code}"{checked}><span class="name">{name}</span>'
    ' <span class="count">{count:,}</span></label>'
)


@register.simple_tag
def tick(param: str, option: Option | PlaceOption, after: str = "") -> SafeString:
    """A box to tick with its name and count; ``after`` is added to the name (関東 + すべて).

    Codes and parameter names are our own and hold only letters, digits and hyphens (tested).
    """
    return SafeString(
        _TICK.format(
            none="" if option.count or option.checked else " tick--none",
            param=param,
            code=option.code,
            checked=" checked" if option.checked else "",
            name=escape(option.name + after),
            count=option.count,
        )
    )
