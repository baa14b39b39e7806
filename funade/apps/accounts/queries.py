"""Reading accounts."""

from funade.apps.accounts.keyring import Cipher, SealBrokenError, unwrap
from funade.apps.accounts.models import DataKey


def cipher_of(user_id: int) -> Cipher | None:
    """The member's cipher, or None when they have no key: nothing of theirs is sealed."""
    row = DataKey.objects.filter(user_id=user_id).first()
    return unwrap(row.wrapped) if row else None


def open_sealed(user_id: int, sealed: str) -> object:
    """What one sealed column of a member holds, None for an empty one.

    Raises SealBrokenError when there is something but the key is gone.
    """
    if not sealed:
        return None
    cipher = cipher_of(user_id)
    if cipher is None:
        raise SealBrokenError("the member's data key has been destroyed")
    return cipher.open(sealed)
