"""Changing one's own profile."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.careers.models import PhysicianProfile
from funade.apps.careers.queries.profile import own_profile
from funade.core.kernel.actor import Actor
from funade.core.kernel.calendar import JST
from funade.core.kernel.finding import Finding
from funade.core.profile.profile import Profile, open_columns, to_json
from funade.core.profile.reading import Raw
from funade.core.profile.sections import parse_section, with_answers, without_answers


@transaction.atomic
def save_section(
    *, actor: Actor, user_id: int, section: str, values: Raw, now: datetime
) -> tuple[Finding, ...]:
    """Store the answers of one section of a member's profile as they were typed.

    Returns what is wrong with them; nothing is stored then. Raises KeyError for an unknown section.
    """
    parsed = parse_section(section, values, now.astimezone(JST).date())
    if not parsed.problems:
        before = _locked(user_id)
        store_profile(actor, user_id, with_answers(before, section, parsed.values), now)
    return parsed.problems


@transaction.atomic
def clear_section(*, actor: Actor, user_id: int, section: str, now: datetime) -> None:
    """Forget the answers of one section."""
    store_profile(actor, user_id, without_answers(_locked(user_id), section), now)


def store_profile(actor: Actor, user_id: int, profile: Profile, now: datetime) -> None:
    """Seal a profile and store it with its open columns, in the caller's transaction."""
    cipher = cipher_for(actor=actor, user_id=user_id, now=now)
    columns = {**asdict(open_columns(profile)), "updated_at": now}
    PhysicianProfile.objects.update_or_create(
        user_id=user_id, defaults={"sealed": cipher.seal(to_json(profile)), **columns}
    )


def _locked(user_id: int) -> Profile:
    """The profile as it is, kept still until the transaction ends: two tabs lose nothing."""
    list(PhysicianProfile.objects.select_for_update().filter(user_id=user_id).only("pk"))
    return own_profile(user_id)
