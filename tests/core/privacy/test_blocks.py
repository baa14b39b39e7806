"""S-06: a block reaches everybody who could be the same people, and doubt counts as yes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from funade.core.privacy.blocks import (
    REFUSED,
    Block,
    FacilityBlock,
    House,
    OfficeBlock,
    Owner,
    Reason,
    decide,
)

OWNERS = st.builds(
    Owner, st.sampled_from([None, None, 1, 2, 3]), st.sampled_from(["", "", "A", "B"])
)
HOUSES = st.lists(
    st.tuples(OWNERS, st.frozensets(st.integers(1, 3), max_size=2)), min_size=1, max_size=6
).map(lambda drawn: [House(at, owner, offices) for at, (owner, offices) in enumerate(drawn)])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[House], list[tuple[str, int]]]:
    """Houses, and what a member blocked: (``facility`` or ``office``, number)."""
    houses = draw(HOUSES)
    facility = st.tuples(st.just("facility"), st.integers(0, len(houses)))
    office = st.tuples(st.just("office"), st.integers(0, 4))
    return houses, draw(st.lists(facility | office, max_size=3))


def as_block(kind: str, number: int, houses: list[House]) -> Block:
    """What the queries make of a block; a facility beyond the last and 医局 0 have vanished."""
    if kind == "facility":
        return FacilityBlock(houses[number] if number < len(houses) else None)
    if number == 0:
        return OfficeBlock(frozenset())
    tied = [house.owner for house in houses if number in house.offices]
    return OfficeBlock(frozenset({number}), frozenset(it for it in tied if it.known))


def might_be_the_same(one: House, other: House) -> bool:
    """The oracle: two houses may have one owner unless what is known rules it out."""
    if one.facility == other.facility:
        return True
    unknown = [house.owner == Owner(None, "") for house in (one, other)]
    numbers = {one.owner.corporate_number, other.owner.corporate_number}
    operators = {one.owner.operator, other.owner.operator}
    return (
        any(unknown)
        or (len(numbers) == 1 and numbers != {""})
        or (len(operators) == 1 and operators != {None})
    )


def covered(house: House, kind: str, number: int, houses: list[House]) -> bool:
    """The oracle: whether one stored block covers a house."""
    if kind == "facility":
        return number >= len(houses) or might_be_the_same(house, houses[number])
    tied = [it for it in houses if number in it.offices and it.owner != Owner(None, "")]
    if number == 0 or house.owner == Owner(None, "") or number in house.offices:
        return True
    return any(might_be_the_same(house, it) for it in tied)


@settings(max_examples=600)
@given(worlds())
def test_s06_the_rule_equals_the_oracle(world: tuple[list[House], list[tuple[str, int]]]) -> None:
    houses, stored = world
    blocks = [as_block(kind, number, houses) for kind, number in stored]
    for house in houses:
        expected = any(covered(house, kind, number, houses) for kind, number in stored)
        assert decide(house, blocks).covered == expected, (house, stored)


@given(worlds(), OWNERS, st.frozensets(st.integers(1, 3), max_size=2))
def test_s06_a_further_block_never_uncovers(
    world: tuple[list[House], list[tuple[str, int]]], owner: Owner, offices: frozenset[int]
) -> None:
    houses, stored = world
    blocks = [as_block(kind, number, houses) for kind, number in stored]
    newcomer = House(99, owner, offices)
    for some in range(len(blocks) + 1):
        if decide(newcomer, blocks[:some]).covered:
            assert decide(newcomer, blocks).covered


def test_s06_each_reason_is_told() -> None:
    mine = House(1, Owner(10, "1234567890123"))
    block = [FacilityBlock(mine)]
    assert decide(mine, block).reason is Reason.SELF
    assert decide(House(2, Owner(10)), block).reason is Reason.OPERATOR
    assert decide(House(3, Owner(11, "1234567890123")), block).reason is Reason.CORPORATE_NUMBER
    assert decide(House(4), block).reason is Reason.UNKNOWN_OWNER
    assert decide(House(5, Owner(12)), block).reason is None
    assert decide(House(5, Owner(12)), [FacilityBlock(House(6))]).reason is Reason.BLOCK_UNCLEAR
    assert decide(House(5, Owner(12)), [FacilityBlock(None)]).reason is Reason.BLOCK_UNCLEAR


def test_s06_a_block_of_an_office_reaches_its_hospitals_and_their_owners() -> None:
    block = [OfficeBlock(frozenset({7}), frozenset({Owner(20)}))]
    assert decide(House(1, Owner(5), frozenset({7})), block).reason is Reason.OFFICE
    assert decide(House(2, Owner(20)), block).reason is Reason.OFFICE_OWNER
    assert decide(House(3), block).reason is Reason.UNKNOWN_OWNER
    assert decide(House(4, Owner(21), frozenset({8})), block).reason is None


def test_s27_a_facility_nobody_knows_is_refused() -> None:
    assert decide(None, []) == REFUSED
    assert REFUSED.covered
