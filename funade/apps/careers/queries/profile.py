"""Reading profiles; only for the member themselves, and for actions that write down who reads."""

from funade.apps.accounts.queries import open_sealed
from funade.apps.careers.models import PhysicianProfile
from funade.core.profile.profile import EMPTY, Profile, from_json


def own_profile(user_id: int) -> Profile:
    """A member's own profile, empty when nothing has been told.

    Not for anybody else's eyes: `actions.reading.profile_for_staff` is. Raises SealBrokenError.
    """
    row = PhysicianProfile.objects.filter(user_id=user_id).only("sealed").first()
    return from_json(open_sealed(user_id, row.sealed)) if row else EMPTY
