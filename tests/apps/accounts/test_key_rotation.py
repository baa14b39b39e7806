"""Changing the installation's key: everything stays readable, whenever it is interrupted."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from funade.apps.accounts.actions import keys
from funade.apps.accounts.actions.keys import cipher_for, rotate_keys
from funade.apps.accounts.keyring import SealBrokenError, new_ring_key, rewrap
from funade.apps.accounts.models import DataKey
from funade.apps.accounts.queries import examine_keys, open_sealed
from tests.factories.accounts import NOW, TESTER, member

pytestmark = pytest.mark.django_db
MEMBERS = 7


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """One sealed value of each member, kept in batches of two."""
    monkeypatch.setattr(keys, "BATCH", 2)
    made = {}
    for _ in range(MEMBERS):
        user_id = member().pk
        cipher = cipher_for(actor=TESTER, user_id=user_id, now=NOW)
        made[user_id] = cipher.seal(f"秘密{user_id}")
    return made


def all_open(sealed: dict[int, str]) -> bool:
    return all(open_sealed(user_id, text) == f"秘密{user_id}" for user_id, text in sealed.items())


def test_new_in_front_rotate_drop_the_old(sealed: dict[int, str], settings: Settings) -> None:
    old, new = settings.FUNADE_KEYRING, new_ring_key()
    settings.FUNADE_KEYRING = [new, *old]
    assert (examine_keys().total, examine_keys().old, examine_keys().broken) == (
        MEMBERS,
        MEMBERS,
        [],
    )
    assert rotate_keys(actor=TESTER, now=NOW) == MEMBERS
    assert examine_keys().old == 0
    settings.FUNADE_KEYRING = [new]
    assert all_open(sealed)
    settings.FUNADE_KEYRING = old
    with pytest.raises(SealBrokenError):
        all_open(sealed)


@pytest.mark.parametrize("after", range(MEMBERS))
def test_a_rotation_cut_off_in_the_middle_is_run_again(
    sealed: dict[int, str], settings: Settings, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    new = new_ring_key()
    settings.FUNADE_KEYRING = [new, *settings.FUNADE_KEYRING]
    left = [after]

    def dying(wrapped: str) -> str:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return rewrap(wrapped)

    with monkeypatch.context() as patch:
        patch.setattr(keys, "rewrap", dying)
        with pytest.raises(KeyboardInterrupt):
            rotate_keys(actor=TESTER, now=NOW)
    assert all_open(sealed)
    assert examine_keys().old == MEMBERS - after // 2 * 2  # whole batches
    rotate_keys(actor=TESTER, now=NOW)
    settings.FUNADE_KEYRING = [new]
    assert all_open(sealed)


def test_a_key_that_does_not_open_is_told_by_its_member(
    sealed: dict[int, str], settings: Settings
) -> None:
    victim = min(sealed)
    DataKey.objects.filter(user_id=victim).update(wrapped="nonsense")
    assert examine_keys().broken == [victim]
    with pytest.raises(SealBrokenError):
        rotate_keys(actor=TESTER, now=NOW)
