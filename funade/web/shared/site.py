"""What every page may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, bool]:  # noqa: ARG001  (what Django calls)
    """Context of every template: whether this is a demo, whose every posting is made up."""
    return {"demo_site": settings.FUNADE_DEMO}
