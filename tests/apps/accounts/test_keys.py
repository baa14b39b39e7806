"""Sealed fields: rotation keeps them, destruction ends them."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from funade.apps.accounts import queries
from funade.apps.accounts.actions.keys import cipher_for, destroy_key, rotate_keys
from funade.apps.accounts.keyring import Cipher, SealBrokenError
from funade.apps.accounts.models import DataKey
from tests.factories.accounts import NOW, TESTER, member


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_sealed_value_opens_to_itself(value: object) -> None:
    cipher = Cipher(Fernet.generate_key())
    assert cipher.open(cipher.seal(value)) == value


def test_sealed_value_differs_each_time_and_hides_its_content() -> None:
    cipher = Cipher(Fernet.generate_key())
    one, other = cipher.seal("医籍 123456"), cipher.seal("医籍 123456")
    assert one != other
    assert "123456" not in one


@pytest.mark.django_db
def test_rotation_keeps_values_readable_without_the_old_key(settings: Settings) -> None:
    user = member()
    sealed = cipher_for(actor=TESTER, user_id=user.pk, now=NOW).seal("memo")
    old, fresh = settings.FUNADE_KEYRING[0], Fernet.generate_key().decode()
    settings.FUNADE_KEYRING = [fresh, old]
    assert rotate_keys(actor=TESTER, now=NOW) == 1
    settings.FUNADE_KEYRING = [fresh]
    assert queries.open_sealed(user.pk, sealed) == "memo"


@pytest.mark.django_db
def test_lost_keyring_is_said_so(settings: Settings) -> None:
    user = member()
    sealed = cipher_for(actor=TESTER, user_id=user.pk, now=NOW).seal("memo")
    settings.FUNADE_KEYRING = [Fernet.generate_key().decode()]
    with pytest.raises(SealBrokenError, match="FUNADE_KEYRING"):
        queries.open_sealed(user.pk, sealed)


@pytest.mark.django_db
def test_s29_destroyed_key_leaves_a_copy_unreadable() -> None:
    user = member()
    sealed = cipher_for(actor=TESTER, user_id=user.pk, now=NOW).seal("memo")
    assert destroy_key(actor=TESTER, user_id=user.pk)
    with pytest.raises(SealBrokenError):
        queries.open_sealed(user.pk, sealed)
    assert not DataKey.objects.exists()


@pytest.mark.django_db
def test_each_member_has_a_key_of_their_own() -> None:
    one, stranger = member(), member()
    sealed = cipher_for(actor=TESTER, user_id=one.pk, now=NOW).seal("memo")
    with pytest.raises(SealBrokenError):
        cipher_for(actor=TESTER, user_id=stranger.pk, now=NOW).open(sealed)
