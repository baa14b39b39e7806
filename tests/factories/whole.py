"""A member who has used everything, marked by words that nobody else would write."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from funade.apps.accounts.actions.screen import DraftContent, keep_draft
from funade.apps.accounts.models import User
from funade.apps.careers.actions import blocks, conditions, shelf
from funade.apps.careers.actions.feeds import make_feed
from funade.apps.careers.actions.searches import change_search
from funade.apps.catalog.models import MedicalOffice
from funade.apps.notices.actions import choose
from funade.apps.notices.actions.notify import notify
from funade.apps.notices.enums import ChannelCode, Pace
from funade.apps.notices.messages import TestMessage
from funade.core.conditions.sheet import Answer, Stance
from funade.core.kernel.actor import user_actor
from tests.factories.accounts import NOW
from tests.factories.careers import sent_picture, told_member
from tests.factories.listings import facility, publish
from tests.factories.searches import saved

CANARY = "金糸雀8842"
"""Stands in every free text of `whole_member`, and in the address."""


def whole_member(now: datetime = NOW) -> User:
    """Profile, picture, shelf, notes, conditions, blocks, searches, feed, choices, messages."""
    user = told_member(now)
    User.objects.filter(pk=user.pk).update(email="canary8842@example.jp", lock_minutes=11)
    user.refresh_from_db()
    _keep(user.pk, now)
    _say(user.pk, now)
    sent_picture(user, now)
    keep_draft(
        actor=user_actor(user.pk),
        user_id=user.pk,
        content=DraftContent("/me/profile/name/", CANARY, (("given", CANARY),)),
        now=now,
    )
    return user


def _keep(user_id: int, now: datetime) -> None:
    actor, posting, house = user_actor(user_id), publish(), facility()
    office = MedicalOffice.objects.create(university="船出医科大学", name="第一内科")
    which: dict[str, Any] = {"actor": actor, "user_id": user_id, "now": now}
    shelf.choose_seen(actor=actor, user_id=user_id, on=True)
    assert shelf.save_posting(public_id=posting.public_id, **which)
    assert shelf.remember_seen(public_id=posting.public_id, **which)
    assert shelf.hide_facility(public_id=house.public_id, **which)
    note = shelf.NoteText(CANARY, {"atmosphere": ("yes", CANARY)})
    assert shelf.write_note(public_id=posting.public_id, note=note, **which)
    assert blocks.block_facility(public_id=house.public_id, **which)
    assert blocks.block_office(office_id=office.pk, **which)
    for code, values in (("hours", ("40",)), ("atmosphere", (CANARY,))):
        answer = Answer(Stance.NICE, values, 4)
        conditions.answer_line(code=code, answer=answer, **which)


def _say(user_id: int, now: datetime) -> None:
    actor = user_actor(user_id)
    search = saved(User.objects.get(pk=user_id), pace=Pace.WEEKLY)
    change_search(
        actor=actor, search_id=search.pk, user_id=user_id, name=CANARY, pace=Pace.WEEKLY, now=now
    )
    make_feed(actor=actor, user_id=user_id, label=CANARY, now=now)
    choose.switch_channel(actor=actor, user_id=user_id, channel=ChannelCode.PUSH, on=False)
    choose.choose_digest_hour(actor=actor, user_id=user_id, hour=7)
    notify(actor=actor, user_id=user_id, notice=TestMessage(), key=f"whole:{user_id}", now=now)
