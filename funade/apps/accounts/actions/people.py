"""Opening an account and changing what one signs in with."""

from datetime import datetime

from django.db import IntegrityError, transaction

from funade.apps.accounts.models import User
from funade.core.kernel.actor import Actor


class AddressTakenError(Exception):
    """Another account has this address."""


def open_account(*, actor: Actor, email: str, now: datetime) -> User:
    """A physician's account for an address that has been proved. Raises AddressTakenError."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, created_at=now)
    except IntegrityError:
        raise AddressTakenError from None


def change_address(*, actor: Actor, user_id: int, email: str) -> None:
    """Put a proved address in the place of the old one. Raises AddressTakenError."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=user_id).update(email=email)
    except IntegrityError:
        raise AddressTakenError from None


@transaction.atomic
def set_password(*, actor: Actor, user_id: int, password: str) -> User:
    """Store a password that has been checked; every session that began with another one ends."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
