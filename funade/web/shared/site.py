"""What every page may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest

from funade.web.shared.screen.guard import screen_of


def site(request: HttpRequest) -> dict[str, object]:
    """Context of every template.

    `demo_site`: every posting here is made up. `screen`: how to guard the page of somebody who is
    signed in, None for strangers and on a locked screen.
    """
    return {"demo_site": settings.FUNADE_DEMO, "screen": screen_of(request)}
