"""Who must not see a member: the rule behind 「この施設に私を見せない」 (STEALTH S-06).

A block names a house or a 医局; what it covers is decided here each time it is asked, so that a
facility registered tomorrow is covered by a block of today. Doubt is always an answer of "covered":
an owner nobody has stated may be the one the member hides from.

- A blocked facility covers itself, every house of the same 開設者 or 法人番号, and every house
  whose owner is unknown. If its own owner is unknown it covers every house there is.
- A blocked 医局 covers every house with a stated tie to it, every house of an owner of such a
  house (an owner's staff share one account), and every house whose owner is unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Owner:
    """開設者 as far as stated. ``operator`` None and no number: unknown."""

    operator: int | None = None
    corporate_number: str = ""

    @property
    def known(self) -> bool:
        """Whether anything is stated."""
        return self.operator is not None or bool(self.corporate_number)


@dataclass(frozen=True, slots=True)
class House:
    """A facility as the rule sees it."""

    facility: int
    owner: Owner = Owner()
    offices: frozenset[int] = frozenset()
    """医局 it has a stated tie to."""


@dataclass(frozen=True, slots=True)
class FacilityBlock:
    """「この施設に私を見せない」. ``house`` is None when its record no longer exists."""

    house: House | None


@dataclass(frozen=True, slots=True)
class OfficeBlock:
    """「この医局と関連病院に見せない」: one 医局 or all of a university's.

    Without ``offices`` its record no longer exists, and it covers every house.
    """

    offices: frozenset[int]
    owners: frozenset[Owner] = frozenset()
    """Owners of the houses with a tie to one of them, unknown ones left out."""


type Block = FacilityBlock | OfficeBlock


class Reason(StrEnum):
    """Why a house is covered, in the words members read."""

    SELF = "この施設"
    OPERATOR = "開設者が同じ施設"
    CORPORATE_NUMBER = "法人番号が同じ施設"
    OFFICE = "医局とつながりのある施設"
    OFFICE_OWNER = "医局とつながりのある施設と開設者が同じ施設"
    UNKNOWN_OWNER = "開設者がわからない施設"
    BLOCK_UNCLEAR = "相手の開設者や記録がわからないため、すべての施設"
    NO_ANSWER = "確認できなかったため"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a house must not see the member; ``reason`` is None when it may."""

    reason: Reason | None

    @property
    def covered(self) -> bool:
        """Whether it is blocked."""
        return self.reason is not None


OPEN: Final = Decision(None)
REFUSED: Final = Decision(Reason.NO_ANSWER)
"""What is said when the question could not be answered (STEALTH S-27)."""


def decide(house: House | None, blocks: Sequence[Block]) -> Decision:
    """The first reason that covers a house; a house nobody knows is refused."""
    if house is None:
        return REFUSED
    found = (_reason(house, block) for block in blocks)
    return next((Decision(reason) for reason in found if reason), OPEN)


def _reason(house: House, block: Block) -> Reason | None:
    if isinstance(block, OfficeBlock):
        return _by_office(house, block)
    if block.house is None:
        return Reason.BLOCK_UNCLEAR
    return _by_facility(house, block.house)


def _by_facility(house: House, blocked: House) -> Reason | None:
    if house.facility == blocked.facility:
        return Reason.SELF
    if not house.owner.known:
        return Reason.UNKNOWN_OWNER
    if not blocked.owner.known:
        return Reason.BLOCK_UNCLEAR
    return same_owner(house.owner, blocked.owner)


def _by_office(house: House, block: OfficeBlock) -> Reason | None:
    if not block.offices:
        return Reason.BLOCK_UNCLEAR
    if house.offices & block.offices:
        return Reason.OFFICE
    if not house.owner.known:
        return Reason.UNKNOWN_OWNER
    shared = any(same_owner(house.owner, owner) for owner in block.owners)
    return Reason.OFFICE_OWNER if shared else None


def same_owner(one: Owner, other: Owner) -> Reason | None:
    """How two known owners are the same; None if they are not."""
    if one.operator is not None and one.operator == other.operator:
        return Reason.OPERATOR
    if one.corporate_number and one.corporate_number == other.corporate_number:
        return Reason.CORPORATE_NUMBER
    return None


def known(owners: Iterable[Owner]) -> frozenset[Owner]:
    """Those of which anything is stated."""
    return frozenset(owner for owner in owners if owner.known)
