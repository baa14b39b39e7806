"""Who is asking, on pages that only a signed-in person reaches."""

from django.http import HttpRequest


def user_id(request: HttpRequest) -> int:
    """The signed-in person's id. The login middleware lets nobody else come this far."""
    key = request.user.pk
    if key is None:
        raise PermissionError("a stranger reached a member's page")
    return int(key)
