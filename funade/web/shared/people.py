"""Who is asking: as a number, or as an account."""

from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


class Account(Protocol):
    """What a view may know of an account without importing its model."""

    email: str

    def has_usable_password(self) -> bool:
        """Whether it has one at all."""


def user_id_of(request: HttpRequest) -> int:
    """The signed-in user's id; the middleware has seen to it that there is one."""
    return int(request.user.pk or 0)


def account_of(request: HttpRequest) -> Account:
    """The signed-in user; the middleware has seen to it that there is one."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user
