"""Members with a profile and a licence picture."""

from __future__ import annotations

from datetime import datetime

from funade.apps.accounts.access import Seat, operator_staff
from funade.apps.accounts.models import User
from funade.apps.careers.actions.licence import send_picture
from funade.apps.careers.actions.profile import save_section
from funade.apps.careers.models import LicencePicture
from funade.core.kernel.actor import user_actor
from funade.core.profile.sections import SECTIONS
from tests.factories.accounts import NOW, member, staff
from tests.factories.profiles import picture, raw


def told_member(now: datetime = NOW) -> User:
    """A member who has answered everything."""
    user = member()
    for section in SECTIONS:
        problems = save_section(
            actor=user_actor(user.pk),
            user_id=user.pk,
            section=section.code,
            values=raw(section.code),
            now=now,
        )
        assert not problems
    return user


def sent_picture(user: User, now: datetime = NOW) -> str:
    """The public id of a licence picture of `user`."""
    send_picture(actor=user_actor(user.pk), user_id=user.pk, content=picture(), now=now)
    return LicencePicture.objects.get(user=user).public_id


def checker() -> Seat:
    """Somebody of the operator."""
    return operator_staff(staff())
