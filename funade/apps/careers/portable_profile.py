"""Profile and licence check, to take along and to put back."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from funade.apps.accounts.sections import Attachment, Row, Section
from funade.apps.careers.actions.profile import store_profile
from funade.apps.careers.models import LicencePicture
from funade.apps.careers.queries.licence import own_licence, own_picture
from funade.apps.careers.queries.profile import own_profile
from funade.core.documents.archive import ArchiveError
from funade.core.kernel.actor import user_actor
from funade.core.kernel.calendar import JST
from funade.core.profile.profile import Profile, from_json, to_json
from funade.core.profile.sections import SECTIONS as SECTIONS_OF_PROFILE
from funade.core.profile.sections import parse_section, with_answers
from funade.core.profile.words import as_raw

_SEALED = "careers.PhysicianProfile.sealed:"
_FILE = "image.jpg"


def _profile(user_id: int) -> list[Row]:
    told = to_json(own_profile(user_id))
    return [told] if told else []


def _restore_profile(user_id: int, rows: Sequence[Row], now: datetime) -> None:
    """Sections the account has answered stay; the others go through the same checks as a form."""
    own = own_profile(user_id)
    try:
        merged = _merged(own, from_json(rows[0]), now)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ArchiveError("プロフィールの中身が壊れています。") from None
    if merged != own:
        store_profile(user_actor(user_id), user_id, merged, now)


def _merged(profile: Profile, brought: Profile, now: datetime) -> Profile:
    on, kept = now.astimezone(JST).date(), profile.answered
    for code in [one.code for one in SECTIONS_OF_PROFILE if one.code in brought.answered]:
        parsed = parse_section(code, as_raw(brought, code), on)
        if code not in kept and not parsed.problems:
            profile = with_answers(profile, code, _as_agreed(parsed.values, brought))
    return profile


def _as_agreed(values: Row, brought: Profile) -> Row:
    """A consent keeps the day it was given."""
    agreed = values.get("call_agreed_on")
    return {**values, "call_agreed_on": brought.call_agreed_on} if agreed else values


def _checks(user_id: int) -> list[Row]:
    return [
        {
            "at": line.at.isoformat(),
            "method": line.method,
            "result": line.result,
            "compared": list(line.compared),
            "note": line.note,
            "checker": line.checker,
            "organisation": line.organisation,
        }
        for line in own_licence(user_id).checks
    ]


def _picture_facts(user_id: int) -> list[Row]:
    rows = LicencePicture.objects.filter(user_id=user_id).order_by("pk")
    return [{"file": _FILE, "covered_at": row.covered_at.isoformat()} for row in rows]


def _pictures(user_id: int) -> Iterable[Attachment]:
    content = own_picture(user_id)
    return [Attachment(_FILE, content)] if content else []


SECTIONS = (
    Section(
        "profile",
        "プロフィール",
        _profile,
        _restore_profile,
        personal=(
            *(_SEALED + field.name for field in fields(Profile) if field.name != "answered"),
            "careers.PhysicianProfile.departments",
            "careers.PhysicianProfile.qualifications",
            "careers.PhysicianProfile.skills",
            "careers.PhysicianProfile.graduation_band",
        ),
    ),
    Section(
        "papers",
        "書類の確認",
        _checks,
        personal=(
            "careers.LicenceCheck.checker_name",
            "careers.LicenceCheck.method",
            "careers.LicenceCheck.result",
            "careers.LicenceCheck.sealed:compared",
            "careers.LicenceCheck.sealed:note",
        ),
    ),
    Section(
        "pictures",
        "送った画像",
        _picture_facts,
        files=_pictures,
        personal=("careers.LicencePicture.content", "careers.LicencePicture.covered_at"),
    ),
)
