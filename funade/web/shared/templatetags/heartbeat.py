"""``{% load heartbeat %}{% heartbeat_banner %}``: for pages that only staff see."""

from django import template
from django.utils import timezone

from funade.apps.outbox.queries import Status, status

register = template.Library()


@register.inclusion_tag("shared/heartbeat.html")
def heartbeat_banner() -> dict[str, Status]:
    """A warning while no worker lives or the workers do not keep up; otherwise nothing."""
    return {"outbox": status(timezone.now())}
