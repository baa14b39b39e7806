"""Opening what a member keeps sealed, for their own pages."""

import logging
from collections.abc import Mapping

from funade.apps.accounts.keyring import SealBrokenError
from funade.apps.accounts.queries import cipher_of

logger = logging.getLogger(__name__)


def opened[K](user_id: int, sealed: Mapping[K, str]) -> dict[K, object]:
    """Each value by its name; what cannot be opened is left out and logged, never guessed.

    A page must not fall over one lost key: the member would lose the way to everything else.
    """
    if not sealed:
        return {}
    found: dict[K, object] = {}
    try:
        cipher = cipher_of(user_id)
        for name, value in sealed.items() if cipher else ():
            found[name] = cipher.open(value) if cipher else None
    except SealBrokenError:
        logger.warning("a sealed value of a member could not be opened")
    return found
