"""Who must not see a member (STEALTH S-06): the one place that is asked, and it fails closed.

Every view, feed, mail and search on behalf of a facility asks `covers` or `blocked_facilities`
before it shows anything of a member. What cannot be answered is answered "blocked" (S-27).
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from funade.apps.careers.models import Block
from funade.apps.catalog.models import Affiliation, Facility, MedicalOffice
from funade.core.masters.areas import place_name
from funade.core.masters.names import facility_key
from funade.core.privacy import blocks as rule
from funade.core.privacy.blocks import Decision, House, OfficeBlock, Owner, Reason

logger = logging.getLogger(__name__)

MOST_FOUND: Final = 20
NAMES_SHOWN: Final = 5


def covers(user_id: int, facility_id: int) -> bool:
    """Whether this facility must not see the member. True when it cannot be told."""
    return facility_id in blocked_facilities(user_id, [facility_id])


def blocked_facilities(user_id: int, facility_ids: Collection[int]) -> frozenset[int]:
    """Those of the facilities that must not see the member; all of them when it cannot be told."""
    try:
        decisions = decide(user_id, facility_ids)
    except Exception:
        logger.exception("a block could not be looked up; everything is refused")
        return frozenset(facility_ids)
    return frozenset(pk for pk, decision in decisions.items() if decision.covered)


def decide(user_id: int, facility_ids: Collection[int]) -> dict[int, Decision]:
    """The decision for each facility with its reason, for the member's own pages.

    Raises DatabaseError; whoever decides about others' eyes calls `covers`.
    """
    known = _houses(facility_ids)
    blocks = [block for _, block in _rules(_stored(user_id))]
    return {pk: rule.decide(known.get(pk), blocks) for pk in facility_ids}


def _stored(user_id: int) -> list[Block]:
    return list(Block.objects.filter(user_id=user_id).order_by("-at", "-pk"))


def _rules(stored: Sequence[Block]) -> list[tuple[Block, rule.Block]]:
    """Each stored block as the rule sees it today."""
    houses = _houses({it.facility_id for it in stored if it.facility_id is not None})
    offices = _offices([it for it in stored if it.university])
    ties = _ties({office for found in offices.values() for office in found})
    found: list[tuple[Block, rule.Block]] = []
    for block in stored:
        if not block.university:
            house = houses.get(block.facility_id) if block.facility_id is not None else None
            found.append((block, rule.FacilityBlock(house)))
        else:
            chosen = offices[block.pk]
            owners = [owner for office in chosen for owner in ties.get(office, ())]
            found.append((block, OfficeBlock(frozenset(chosen), rule.known(owners))))
    return found


def _houses(facility_ids: Collection[int]) -> dict[int, House]:
    """Facilities as the rule sees them. Two SELECTs."""
    if not facility_ids:
        return {}
    offices: dict[int, set[int]] = defaultdict(set)
    ties = Affiliation.objects.filter(facility_id__in=facility_ids).order_by("pk")
    for facility_id, office_id in ties.values_list("facility_id", "office_id"):
        offices[facility_id].add(office_id)
    rows = Facility.objects.filter(pk__in=facility_ids).order_by("pk")
    columns = rows.values_list("pk", "operator_id", "operator__corporate_number")
    return {
        pk: House(pk, Owner(operator, number or ""), frozenset(offices[pk]))
        for pk, operator, number in columns
    }


def _offices(stored: Iterable[Block]) -> dict[int, list[int]]:
    """The 医局 each block means today: the one chosen, or all of the university.

    By number and by name: an office may be renamed, or be written anew by an import.
    """
    wanted = {it.pk: it for it in stored}
    if not wanted:
        return {}
    named = Q(university__in={it.university for it in wanted.values()})
    numbered = Q(pk__in={it.office_id for it in wanted.values() if it.office_id is not None})
    rows = list(MedicalOffice.objects.filter(named | numbered).order_by("pk"))
    return {pk: [row.pk for row in rows if _is_meant(block, row)] for pk, block in wanted.items()}


def _is_meant(block: Block, office: MedicalOffice) -> bool:
    if block.office_id == office.pk:
        return True
    return office.university == block.university and block.office_name in ("", office.name)


def _ties(offices: Collection[int]) -> Mapping[int, list[Owner]]:
    """Owners of the facilities that are tied to each 医局."""
    found: dict[int, list[Owner]] = defaultdict(list)
    if offices:
        rows = Affiliation.objects.filter(office_id__in=offices).order_by("pk")
        columns = ("office_id", "facility__operator_id", "facility__operator__corporate_number")
        for office, operator, number in rows.values_list(*columns):
            found[office].append(Owner(operator, number or ""))
    return found


# --- What a block covers today, in words --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Facilities that one reason covers; ``names`` are the first few."""

    reason: Reason
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """One block as its member reads it."""

    number: int
    name: str
    kind: str
    """``facility`` or ``office``."""
    at: datetime
    groups: tuple[Group, ...]


def own_blocks(user_id: int) -> list[OwnBlock]:
    """The member's blocks, the latest first, with what each covers today."""
    rules = _rules(_stored(user_id))
    if not rules:
        return []
    named = _nearby([block for _, block in rules])
    houses = _houses(named)
    unknown = Facility.objects.filter(operator=None).count()
    everything = Facility.objects.count()
    found = []
    for stored, block in rules:
        groups = _groups(block, houses, named)
        if _is_unclear(block):
            groups.append(Group(Reason.BLOCK_UNCLEAR, everything))
        else:
            groups += [Group(Reason.UNKNOWN_OWNER, unknown)] if unknown else []
        kind = "office" if stored.university else "facility"
        found.append(OwnBlock(stored.pk, stored.name, kind, stored.at, tuple(groups)))
    return found


def _is_unclear(block: rule.Block) -> bool:
    if isinstance(block, OfficeBlock):
        return not block.offices
    return block.house is None or not block.house.owner.known


def _groups(
    block: rule.Block, houses: Mapping[int, House], names: Mapping[int, str]
) -> list[Group]:
    by_reason: dict[Reason, list[str]] = defaultdict(list)
    for pk, house in houses.items():
        reason = rule.decide(house, [block]).reason
        if reason is not None and reason not in (Reason.UNKNOWN_OWNER, Reason.BLOCK_UNCLEAR):
            by_reason[reason].append(names[pk])
    return [
        Group(reason, len(by_reason[reason]), tuple(by_reason[reason][:NAMES_SHOWN]))
        for reason in Reason
        if reason in by_reason
    ]


def _nearby(blocks: Sequence[rule.Block]) -> dict[int, str]:
    """Names of all facilities that any of the blocks names, owns or is tied to."""
    owners: set[Owner] = set()
    offices: set[int] = set()
    chosen: set[int] = set()
    for block in blocks:
        if isinstance(block, OfficeBlock):
            owners |= block.owners
            offices |= block.offices
        elif block.house is not None:
            owners.add(block.house.owner)
            chosen.add(block.house.facility)
    numbers = {owner.corporate_number for owner in owners} - {""}
    rows = Facility.objects.filter(
        Q(pk__in=chosen)
        | Q(operator_id__in={owner.operator for owner in owners} - {None})
        | Q(operator__corporate_number__in=numbers)
        | Q(affiliations__office_id__in=offices)
    )
    return dict(rows.distinct().order_by("name", "pk").values_list("pk", "name"))


# --- Finding what to block ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Something a member may hide from; ``act`` and ``value`` are what the button sends."""

    act: str
    value: str
    name: str
    about: str


def find(text: str) -> list[Found]:
    """Facilities and 医局 whose name holds the text, at most `MOST_FOUND` of each."""
    key = facility_key(text)
    if not key:
        return []
    rows = Facility.objects.filter(name_key__contains=key).order_by("name", "pk")
    facilities = [
        Found(
            "block",
            row.public_id,
            row.name,
            place_name(row.municipality or row.prefecture, full=True),
        )
        for row in rows[:MOST_FOUND]
    ]
    return [*_found_offices(text), *facilities]


def _found_offices(text: str) -> list[Found]:
    words = text.split()
    wanted = Q()
    for word in words:
        wanted &= Q(university__icontains=word) | Q(name__icontains=word)
    offices = list(MedicalOffice.objects.filter(wanted).order_by("university", "name")[:MOST_FOUND])
    universities = dict.fromkeys(
        office.university for office in offices if all(word in office.university for word in words)
    )
    return [
        *(Found("block-university", name, name, "すべての医局と関連病院") for name in universities),
        *(Found("block-office", str(it.pk), str(it), "この医局と関連病院") for it in offices),
    ]
