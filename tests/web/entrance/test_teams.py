"""Team pages: managers invite, others look, strangers see nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from funade.apps.accounts import queries
from funade.apps.accounts.enums import Role
from funade.apps.outbox.models import Job
from tests.factories.accounts import NOW, member, organisation, signed_in, staff

pytestmark = pytest.mark.django_db
FORM = {"name": "事務 花子", "email": "clerk@example.jp", "role": "support"}


def test_manager_invites_and_the_letter_waits_sealed() -> None:
    where = organisation()
    owner = staff(Role.OWNER, where)
    response = signed_in(owner).post(f"/team/{where.pk}/", FORM)
    assert response.status_code == 302
    assert [it.email for it in queries.open_invitations(where.pk, NOW)] == ["clerk@example.jp"]
    assert "clerk@example.jp" not in str(Job.objects.get().payload)


def test_s25_invitation_looks_the_same_whether_the_address_has_an_account() -> None:
    where = organisation()
    client = signed_in(staff(Role.OWNER, where))
    member("known@example.jp")
    answers = []
    for email in ("known@example.jp", "none@example.jp"):
        posted = client.post(f"/team/{where.pk}/", {**FORM, "email": email})
        answers.append((posted.status_code, posted.headers["Location"]))
    assert answers[0] == answers[1]
    kinds = Job.objects.order_by("pk").values_list("kind", flat=True)
    assert len(kinds) == 2
    assert len(set(kinds)) == 1


def test_bad_invitation_keeps_what_was_typed() -> None:
    where = organisation()
    client = signed_in(staff(Role.OWNER, where))
    response = client.post(f"/team/{where.pk}/", {**FORM, "email": "no address"})
    assert response.status_code == 422
    body = response.content.decode()
    assert "<title>エラー: " in body
    assert 'value="事務 花子"' in body
    assert 'value="no address"' in body


@pytest.mark.parametrize("path", ["", "invitations/1/withdraw/", "people/1/"])
def test_stranger_and_plain_staff_cannot_manage(path: str) -> None:
    where = organisation()
    address = f"/team/{where.pk}/{path}"
    assert signed_in(staff(Role.SUPPORT, where)).post(address, FORM).status_code == 404
    assert signed_in(staff(Role.OWNER)).post(address, FORM).status_code == 404
    assert signed_in().post(address, FORM).status_code == 404
    assert Client().post(address, FORM).status_code == 302


def test_staff_sees_colleagues_but_no_invitations() -> None:
    where = organisation()
    owner = staff(Role.OWNER, where)
    signed_in(owner).post(f"/team/{where.pk}/", FORM)
    body = signed_in(staff(Role.SUPPORT, where)).get(f"/team/{where.pk}/").content.decode()
    assert owner.email in body
    assert "clerk@example.jp" not in body


def test_last_manager_is_told_why_not() -> None:
    where = organisation()
    owner = staff(Role.OWNER, where)
    response = signed_in(owner).post(f"/team/{where.pk}/people/{owner.pk}/", {"role": "remove"})
    assert response.status_code == 422
    assert "先に別の方を管理者にしてください" in response.content.decode()


def test_unknown_invitation_says_what_to_do() -> None:
    response = Client().get("/join/nothing/")
    assert response.status_code == 404
    assert "もう一度送るよう" in response.content.decode()
