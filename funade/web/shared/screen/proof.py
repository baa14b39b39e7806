"""When the member last proved who they are.

The entrance writes it down: allauth keeps a list of authentications in the session. This module
is the one place outside the entrance that knows its shape, so that no portal imports allauth.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

_RECORDS: Final = "account_authentication_methods"


def last_proof(session: Mapping[str, Any]) -> datetime | None:
    """The latest re-authentication in this session.

    The first step of a sign-in is written there too, before a second factor has been asked for.
    Only what is marked as a re-authentication counts; a complete sign-in begins a new session.
    """
    records = session.get(_RECORDS)
    found = records if isinstance(records, list) else []
    moments = [record["at"] for record in found if record.get("reauthenticated")]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None
