"""What makes two lines the same facility: prefecture, name and address, whatever list they are in.

The ids of the lists do not: ナビイ lost leading zeros, the insured list has 536 doubles.
"""

from hashlib import blake2b
from typing import NamedTuple

from funade.core.listings.draft import FacilityDraft
from funade.core.masters.addresses import address_key
from funade.core.masters.names import facility_key


class FacilityIdentity(NamedTuple):
    """The key of the catalog's constraint `facility_once`."""

    prefecture: str
    name_key: str
    address_key: str


def facility_identity(draft: FacilityDraft) -> FacilityIdentity:
    """The key a draft is stored under."""
    return FacilityIdentity(draft.prefecture, facility_key(draft.name), address_key(draft.address))


def record_key(external_id: str, identity: FacilityIdentity) -> str:
    """Digest of id, name and address, 64 characters: one line of one list."""
    text = "\n".join((external_id, *identity))
    return blake2b(text.encode(), digest_size=32).hexdigest()
