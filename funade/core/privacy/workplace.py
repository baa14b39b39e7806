"""Which mail addresses look like those of a workplace (STEALTH S-15).

An employer can read the mail of its own domain, so such an address gets a warning before it is
taken. A word in the domain is only a hint: the person may go on.
"""

import re
from typing import Final

_ENDINGS: Final = (".ac.jp", ".go.jp", ".lg.jp", ".ed.jp")
"""Universities, the state and its hospitals, municipalities, schools."""

_KNOWN: Final = frozenset(
    {
        "jrc.or.jp", "tokushukai.or.jp", "saiseikai.or.jp", "seirei.or.jp", "kkr.or.jp",
        "keio.jp", "tmhp.jp", "toranomon.gr.jp", "kchnet.or.jp", "kameda.jp", "kameda.com",
    }
)  # fmt: skip
"""Hospital groups whose domains carry none of the words below."""

_INSIDE: Final = (
    "hosp", "byoin", "byouin", "clinic", "medical", "medicine", "iryo", "iryou", "sinryo",
    "shinryo", "kosei", "kousei", "nisseki", "rousai", "health", "dental",
)  # fmt: skip
_ALONE: Final = re.compile(r"(?:^|[.-])(?:med|ika|idai|mc|gh|ch|nho|jcho|ncgm)(?=[.-])")


def looks_like_work(address: str) -> bool:
    """Whether the domain of ``address`` (lower case) may belong to a workplace."""
    domain = address.rpartition("@")[2]
    if f".{domain}".endswith(_ENDINGS):
        return True
    if any(f".{domain}".endswith(f".{known}") for known in _KNOWN):
        return True
    return any(word in domain for word in _INSIDE) or bool(_ALONE.search(domain))
