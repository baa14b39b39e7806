"""The register of personal fields, grouped for reading."""

from functools import cache
from itertools import groupby
from typing import Final

from funade.core.privacy.personal import REGISTER, PersonalField

# Model, or app for all its models; the first that fits.
_HEADINGS: Final = (
    ("accounts.User", "アカウント"),
    ("accounts.Session", "ログイン"),
    ("accounts.Draft", "書きかけ"),
    ("accounts.Membership", "職員"),
    ("accounts.Invitation", "職員"),
    ("accounts.AuditEvent", "だれが見たかの記録"),
    ("account", "ログイン"),
    ("mfa", "ログイン"),
    ("sessions", "ログイン"),
    ("usersessions", "ログイン"),
    ("socialaccount", "ログイン"),
    ("careers.PhysicianProfile", "プロフィール"),
    ("careers.LicencePicture", "免許の確認"),
    ("careers.LicenceCheck", "免許の確認"),
    ("careers.Favourite", "保存と履歴"),
    ("careers.Seen", "保存と履歴"),
    ("careers.HiddenFacility", "保存と履歴"),
    ("careers.Note", "メモ"),
    ("careers.Block", "見せない相手"),
    ("careers.ConditionsSheet", "希望条件"),
    ("careers", "保存したもの"),
    ("notices", "お知らせ"),
)


@cache
def kept_groups() -> list[tuple[str, list[PersonalField]]]:
    """Headings with their fields, in the order of the register."""
    first: dict[str, int] = {}
    for at, field in enumerate(REGISTER):
        first.setdefault(heading(field.name), at)
    ordered = sorted(REGISTER, key=lambda field: first[heading(field.name)])
    return [(title, list(rest)) for title, rest in groupby(ordered, lambda f: heading(f.name))]


def heading(name: str) -> str:
    """The heading a field stands under."""
    app, model = name.split(".")[:2]
    for prefix, title in _HEADINGS:
        if prefix in {app, f"{app}.{model}"}:
            return title
    return "そのほか"
