"""The check desk: only the operator's staff, only with a purpose, every look written down."""

from __future__ import annotations

import re

import pytest

from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models import AuditEvent
from funade.apps.careers.queries.licence import own_licence
from funade.core.profile.check import NEEDED, LicenceStatus
from tests.factories.accounts import member, organisation, signed_in, staff
from tests.factories.careers import sent_picture, told_member

pytestmark = pytest.mark.django_db


def test_a_licence_is_opened_compared_and_recorded() -> None:
    user = told_member()
    public_id = sent_picture(user)
    desk = signed_in(staff())
    queue = desk.get("/office/licences/").content.decode()
    assert public_id in queue
    assert "山﨑" not in queue, "the queue does not say whose it is"
    assert AuditEvent.objects.count() == 0
    response = desk.post(f"/office/licences/{public_id}/open/", {"purpose": "免許の確認"})
    html = response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert "山﨑" in html
    assert "2010/04/20（平成22年4月20日）" in html
    assert 'src="data:image/jpeg;base64,/9j/' in html
    assert AuditEvent.objects.get().purpose == "免許の確認"
    report = {"method": "picture", "result": "matches", "compared": NEEDED, "note": ""}
    response = desk.post(f"/office/licences/{public_id}/record/", report)
    assert response.headers["Location"] == "/office/licences/"
    assert own_licence(user.pk).status == LicenceStatus.MATCHED
    assert AuditEvent.objects.count() == 1, "one look, one row"
    assert public_id not in desk.get("/office/licences/").content.decode()


def test_what_is_missing_is_said_and_showing_it_again_is_another_look() -> None:
    public_id = sent_picture(told_member())
    desk = signed_in(staff())
    desk.post(f"/office/licences/{public_id}/open/", {"purpose": "免許の確認"})
    report = {"result": "matches", "compared": ["surname"], "note": "見えにくい", "purpose": "再"}
    response = desk.post(f"/office/licences/{public_id}/record/", report)
    html = response.content.decode()
    assert response.status_code == 422
    assert "確認の方法を選んでください" in html
    assert "一致とするには、姓・名・医籍登録番号・登録年月日を見比べて" in html
    assert "見えにくい</textarea>" in html
    assert list(AuditEvent.objects.order_by("seq").values_list("purpose", flat=True)) == [
        "免許の確認", "再",
    ]  # fmt: skip


def test_no_purpose_no_look() -> None:
    public_id = sent_picture(told_member())
    response = signed_in(staff()).post(f"/office/licences/{public_id}/open/", {"purpose": " "})
    assert response.status_code == 422
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("kind", ["member", OrganisationKind.FACILITY, OrganisationKind.AGENCY])
def test_everybody_else_finds_nothing(kind: str) -> None:
    public_id = sent_picture(told_member())
    user = member() if kind == "member" else staff(Role.OWNER, organisation(OrganisationKind(kind)))
    client = signed_in(user)
    assert client.get("/office/licences/").status_code == 404
    for act in ("open", "record"):
        path = f"/office/licences/{public_id}/{act}/"
        assert client.post(path, {"purpose": "x"}).status_code == 404
        assert client.get(path).status_code == 405
    assert not AuditEvent.objects.exists()


def test_s02_the_way_to_the_register_gives_nothing_away() -> None:
    public_id = sent_picture(told_member())
    response = signed_in(staff()).post(f"/office/licences/{public_id}/open/", {"purpose": "確認"})
    links = re.findall(r"<a href=\"https?://[^>]+>", response.content.decode())
    assert links
    assert all('rel="noopener noreferrer"' in link for link in links)
