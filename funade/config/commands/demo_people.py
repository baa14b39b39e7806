"""The people of a demo: a physician who has begun to look around, and somebody of the operator."""

from datetime import datetime
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import transaction

from funade.apps.accounts.actions.organisations import found_organisation
from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models import Membership, User
from funade.apps.careers.actions import conditions, shelf
from funade.apps.careers.actions.profile import save_section
from funade.apps.careers.actions.searches import save_search
from funade.apps.catalog.index import current_index
from funade.apps.catalog.queries import listings
from funade.core.conditions.sheet import Answer, Stance
from funade.core.kernel.actor import DEMO
from funade.core.search.document import Moment
from funade.core.search.engine import search
from funade.core.search.query import Query

PHYSICIAN: Final = "physician@demo.example"
OFFICE: Final = "office@demo.example"
PASSWORD: Final = "funade-demo-only"  # noqa: S105  (printed, and of use in a demo alone)

_PROFILE: Final = {
    "name": {
        "surname": "見本",
        "given_name": "みなと",
        "surname_kana": "ミホン",
        "given_name_kana": "ミナト",
    },
    "fields": {"departments": "01001"},
    "travel": {"commutes": "train"},
}
_SHEET: Final = (
    ("area", Answer(Stance.MUST, ("13",))),
    ("department", Answer(Stance.MUST, ("01001",))),
    ("oncall", Answer(Stance.NICE, ("no-oncall",), 4)),
    ("hours", Answer(Stance.NICE, ("40",), 3)),
    ("hourly", Answer(Stance.NICE, ("10000",), 2)),
)
_SEARCH: Final = Query(areas=("13",), departments=("01001",))


@transaction.atomic
def settle_people(now: datetime) -> None:
    """Make the demo's people if they are not there yet."""
    if User.objects.filter(email=PHYSICIAN).exists():
        return
    _physician(_account(PHYSICIAN, is_physician=True).pk, now)
    office = found_organisation(
        actor=DEMO, kind=OrganisationKind.OPERATOR, name="見本の運営", now=now
    )
    Membership.objects.create(
        organisation_id=office,
        user=_account(OFFICE, is_physician=False),
        role=Role.OWNER,
        name="見本 係",
        created_at=now,
    )


def _account(email: str, *, is_physician: bool) -> User:
    user = User.objects.create_user(email, PASSWORD, is_physician=is_physician)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _physician(user_id: int, now: datetime) -> None:
    """What two evenings with the site leave behind."""
    which: dict[str, Any] = {"actor": DEMO, "user_id": user_id, "now": now}
    for section, values in _PROFILE.items():
        save_section(
            section=section, values={key: [value] for key, value in values.items()}, **which
        )
    for code, answer in _SHEET:
        conditions.answer_line(code=code, answer=answer, **which)
    save_search(query=_SEARCH, **which)
    found = search(current_index(), _SEARCH, Moment.at(now)).hits[:4]
    for listing in listings([hit.posting for hit in found]):
        shelf.save_posting(public_id=listing.public_id, **which)
