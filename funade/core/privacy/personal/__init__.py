"""The register of personal fields: what is kept, why, on what ground, since when, until when.

職業安定法 5条の5 asks that personal data of job seekers is collected only as far as needed and
that its purpose is stated; 指針 (平成11年労働省告示第141号) 第五 bars 本籍, 出生地, 家族 and the
like. A test walks every table: a field that stands neither here nor among the technical ones
fails it. The page 「お預かりする情報」 prints this table, so what it says is what is stored.
"""

from typing import Final

from funade.core.privacy.personal.accounts import ACCOUNTS, SIGN_IN
from funade.core.privacy.personal.kinds import Basis, PersonalField, Retention, Stage
from funade.core.privacy.personal.notices import CHANNELS, NOTICES
from funade.core.privacy.personal.profile import LICENCE, OPEN_COLUMNS, PROFILE_FIELDS
from funade.core.privacy.personal.shelf import SEARCHES, SHELF

REGISTER: Final[tuple[PersonalField, ...]] = (
    *ACCOUNTS,
    *SIGN_IN,
    *PROFILE_FIELDS,
    *OPEN_COLUMNS,
    *LICENCE,
    *NOTICES,
    *CHANNELS,
    *SHELF,
    *SEARCHES,
)

FORBIDDEN_WORDS: Final = (
    "honseki", "domicile", "birthplace", "spouse", "family", "marital", "children", "religion",
    "creed", "union_member", "race", "nationality", "本籍", "出生地", "配偶者", "家族", "宗教",
    "信条",
)  # fmt: skip
"""No column, form field or sealed key may carry one of these."""

__all__ = ["FORBIDDEN_WORDS", "REGISTER", "Basis", "PersonalField", "Retention", "Stage"]
