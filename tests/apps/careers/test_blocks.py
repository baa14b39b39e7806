"""S-06 and S-27 on stored blocks: by rule, for what is registered later, and closed on doubt."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from funade.apps.careers.actions.blocks import (
    block_facility,
    block_office,
    block_university,
    unblock,
)
from funade.apps.careers.models import Block
from funade.apps.careers.queries import blocks
from funade.apps.careers.queries.blocks import blocked_facilities, covers, own_blocks
from funade.apps.catalog.models import Affiliation, Facility, MedicalOffice, Operator
from funade.core.masters.names import facility_key
from funade.core.privacy.blocks import Reason
from tests.factories.accounts import NOW, TESTER, member
from tests.factories.listings import facility
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


def hide_from(user_id: int, row: Facility) -> None:
    assert block_facility(actor=TESTER, user_id=user_id, public_id=row.public_id, now=NOW)


def office(university: str = "架空大学", name: str = "第一内科") -> MedicalOffice:
    return MedicalOffice.objects.create(university=university, name=name)


def tie(row: Facility, to: MedicalOffice) -> None:
    Affiliation.objects.create(facility=row, office=to, relation="affiliated")


def test_s06_a_block_covers_the_owner_and_nobody_elses_member() -> None:
    me, stranger = member(), member()
    mine, other = facility(), facility()
    hide_from(me.pk, mine)
    assert covers(me.pk, mine.pk)
    assert not covers(me.pk, other.pk)
    assert not covers(stranger.pk, mine.pk)


def test_s06_same_operator_and_same_corporate_number_registered_later() -> None:
    me = member()
    number = "1234567890123"
    first = facility(
        operator=Operator.objects.create(name="甲会", name_key="a", corporate_number=number)
    )
    hide_from(me.pk, first)
    sister = facility(operator=first.operator)
    twin = facility(
        operator=Operator.objects.create(name="乙会", name_key="b", corporate_number=number)
    )
    assert blocked_facilities(me.pk, [sister.pk, twin.pk, facility().pk]) == {sister.pk, twin.pk}
    reasons = {pk: it.reason for pk, it in blocks.decide(me.pk, [sister.pk, twin.pk]).items()}
    assert reasons == {sister.pk: Reason.OPERATOR, twin.pk: Reason.CORPORATE_NUMBER}


def test_s06_unknown_ownership_counts_as_affiliated() -> None:
    me = member()
    hide_from(me.pk, facility())
    assert covers(me.pk, facility(operator=None).pk)
    unclear = member()
    hide_from(unclear.pk, facility(operator=None))
    assert covers(unclear.pk, facility().pk)


def test_s06_an_office_covers_its_hospitals_their_owners_and_later_ties() -> None:
    me, chosen, other = member(), office(), office(name="第二外科")
    tied, elsewhere = facility(), facility()
    tie(tied, chosen)
    tie(elsewhere, other)
    assert block_office(actor=TESTER, user_id=me.pk, office_id=chosen.pk, now=NOW)
    later, sister = facility(), facility(operator=tied.operator)
    tie(later, chosen)
    asked = [tied.pk, elsewhere.pk, later.pk, sister.pk]
    assert blocked_facilities(me.pk, asked) == {tied.pk, later.pk, sister.pk}


def test_s06_a_university_covers_offices_that_come_later() -> None:
    me = member()
    office()
    assert block_university(actor=TESTER, user_id=me.pk, university="架空大学", now=NOW)
    newcomer, elsewhere = facility(), facility()
    tie(newcomer, office(name="救急科"))
    tie(elsewhere, office("別の大学", "救急科"))
    assert blocked_facilities(me.pk, [newcomer.pk, elsewhere.pk]) == {newcomer.pk}


def test_s06_what_vanished_covers_everybody_until_it_is_removed() -> None:
    me, gone, kept = member(), facility(), facility()
    hide_from(me.pk, gone)
    gone.delete()
    assert covers(me.pk, kept.pk)
    (block,) = own_blocks(me.pk)
    assert [group.reason for group in block.groups] == [Reason.BLOCK_UNCLEAR]
    assert unblock(actor=TESTER, user_id=me.pk, number=block.number)
    assert not covers(me.pk, kept.pk)


def test_s06_an_office_written_anew_is_still_meant() -> None:
    me, old, hospital = member(), office(), facility()
    block_office(actor=TESTER, user_id=me.pk, office_id=old.pk, now=NOW)
    old.delete()
    assert covers(me.pk, hospital.pk)  # nobody knows what the block means
    tie(facility(), office())
    assert not covers(me.pk, hospital.pk)


def test_s27_a_failing_look_up_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    me, open_house = member(), facility()
    assert not covers(me.pk, open_house.pk)
    for part in ("_houses", "_stored", "_rules"):
        with monkeypatch.context() as broken:

            def fail(*_: object) -> None:
                raise DatabaseError("gone")

            broken.setattr(blocks, part, fail)
            assert covers(me.pk, open_house.pk), part
            assert blocked_facilities(me.pk, [1, 2]) == {1, 2}
    assert covers(me.pk, 10**9)  # no such facility


def test_blocking_twice_is_once_and_a_stranger_cannot_unblock() -> None:
    me, stranger, mine = member(), member(), facility()
    hide_from(me.pk, mine)
    hide_from(me.pk, mine)
    block = Block.objects.get()
    assert not unblock(actor=TESTER, user_id=stranger.pk, number=block.pk)
    assert covers(me.pk, mine.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_the_answer_costs_the_same_queries(count: int) -> None:
    me = member()
    rows = [facility() for _ in range(count)]
    for at, row in enumerate(rows):
        hide_from(me.pk, row)
        it = office(name=f"第{at}科")
        tie(row, it)
        block_office(actor=TESTER, user_id=me.pk, office_id=it.pk, now=NOW)
    with assert_queries(7):
        assert len(blocked_facilities(me.pk, [row.pk for row in rows])) == count
    with assert_queries(10):
        assert len(own_blocks(me.pk)) == 2 * count


def test_what_a_block_covers_is_told_in_words() -> None:
    me, chosen, hospital = member(), office(), facility(name="乙病院")
    tie(hospital, chosen)
    facility(name="丙診療所", operator=hospital.operator)
    facility(operator=None)
    block_office(actor=TESTER, user_id=me.pk, office_id=chosen.pk, now=NOW)
    (block,) = own_blocks(me.pk)
    assert block.name == "架空大学 第一内科"
    assert [(it.reason, it.count, it.names) for it in block.groups] == [
        (Reason.OFFICE, 1, ("乙病院",)),
        (Reason.OFFICE_OWNER, 1, ("丙診療所",)),
        (Reason.UNKNOWN_OWNER, 1, ()),
    ]


def test_one_finds_facilities_offices_and_universities_by_name() -> None:
    office("みなと大学", "循環器内科")
    house = facility(name="医療法人 みなと中央病院", name_key=facility_key("みなと中央病院"))
    (found,) = blocks.find("みなと中央")
    assert (found.act, found.value, found.about) == ("block", house.public_id, "東京都新宿区")
    kinds = {(it.act, it.name) for it in blocks.find("みなと大学")}
    assert kinds == {
        ("block-university", "みなと大学"),
        ("block-office", "みなと大学 循環器内科"),
    }
    assert blocks.find("  ") == []
