"""Who is asking, as a number."""

from django.http import HttpRequest


def user_id_of(request: HttpRequest) -> int:
    """The signed-in user's id; the middleware has seen to it that there is one."""
    return int(request.user.pk or 0)
