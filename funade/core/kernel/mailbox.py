"""Mail addresses as they exist in Japan, not only as RFC 5321 would have them.

NTT docomo and au once gave out addresses with two dots in a row or a dot before the ``@``
(``taro..y@docomo.ne.jp``, ``taro.@ezweb.ne.jp``). They still receive mail, so they are taken;
that an address works is shown by sending to it, not by its looks.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 254
_LONGEST_LOCAL: Final = 64
_LOCAL: Final = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]+", re.ASCII)
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN: Final = re.compile(rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])", re.ASCII)


def mailbox(typed: str) -> str | None:
    """The address in lower case, full-width letters made narrow; None when it cannot be one."""
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    local, _, domain = text.rpartition("@")
    if len(text) > LONGEST or len(local) > _LONGEST_LOCAL:
        return None
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        return None
    return text
