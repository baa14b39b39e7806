"""Names of facilities and operators, folded so that one house has one key in every list.

One list writes 「医療法人社団 慈藻会 平松記念病院」, the next 「(医社)慈藻会平松記念病院」:
the legal form says who runs the house, not which one it is.
"""

import re
from typing import Final

from funade.core.kernel.text import fold_compact

KEY_LENGTH: Final = 200
"""Longest key the catalog stores; NFKC can make a name longer than it was written."""

# Longest first, so that 社会医療法人 does not leave 社会 behind. Sources: 医療法39条・42条の2,
# 一般社団・財団法人法, 独立行政法人通則法, 地方独立行政法人法, 会社法6条.
_LEGAL_FORMS: Final = (
    "社会福祉法人恩賜財団",
    "地方独立行政法人",
    "国立大学法人",
    "公立大学法人",
    "独立行政法人",
    "特定医療法人",
    "社会医療法人",
    "社会福祉法人",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "医療法人社団",
    "医療法人財団",
    "宗教法人",
    "学校法人",
    "医療法人",
    "社団法人",
    "財団法人",
    "株式会社",
    "有限会社",
    "合同会社",
)
_SHORT_FORMS: Final = ("(医社)", "(医財)", "(医)", "(社医)", "(福)", "(株)", "(有)", "(財)", "(社)")
_FORM: Final = re.compile("|".join(map(re.escape, (*_SHORT_FORMS, *_LEGAL_FORMS))))
_MARKS: Final = re.compile(r"[・･、,.'’\"“”「」『』()\[\]【】<>\-‐*]")


def facility_key(name: str) -> str:
    """What tells two names apart: folded, without legal form, spaces and marks.

    A name that consists of nothing else (``医療法人社団``) keeps its folded form, so that only
    an empty name has the key "". At most `KEY_LENGTH` characters.
    """
    folded = fold_compact(name)
    bare = _MARKS.sub("", _FORM.sub("", folded))
    return (bare or _MARKS.sub("", folded) or folded)[:KEY_LENGTH]
