"""The check of a licence as a record: by what means, what was compared, what came of it.

Nothing is looked up by a machine. 医師等資格確認検索 says of itself that it only supplements seeing
the original, so 「原本確認は施設で必要」 stands until a facility has recorded that it saw it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from funade.core.masters.person import CHECK_RESULTS
from funade.core.profile.reading import Raw, Reader

NOTE_LENGTH: Final = 500
COMPARABLE: Final = {
    "surname": "姓",
    "given_name": "名",
    "licence_number": "医籍登録番号",
    "licensed_on": "登録年月日",
    "born_on": "生年月日",
    "sex": "性別",
}
"""Fields of `Profile` that a licence or the register shows. Its 本籍 is not among them."""
NEEDED: Final = ("surname", "given_name", "licence_number", "licensed_on")
METHODS_OF_KIND: Final = {"operator": ("picture", "register"), "facility": ("original",)}
"""Kind of organisation → what its people can record; hpki and myna have no service yet."""


class LicenceStatus(StrEnum):
    """Where the check of a member's licence stands."""

    NOTHING = "まだありません"
    WAITING = "確認を待っています"
    MATCHED = "入力内容と一致しました（原本確認は施設で必要）"
    AGAIN = "もう一度お送りください"
    STALE = "確認のあとで入力内容が変わりました（もう一度の確認が必要）"
    ORIGINAL_SEEN = "施設で原本を確認しました"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a checker writes down."""

    method: str
    result: str
    compared: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckRead:
    """One recorded check as its status is read off; ``values`` is what stood there then."""

    method: str
    result: str
    values: dict[str, Any]


def parse_report(raw: Raw, kind: str, on: date) -> tuple[CheckReport | None, Reader]:
    """The report in a form by somebody of an organisation of ``kind``; None with problems."""
    reader = Reader(raw, on)
    method, result = reader.text("method"), reader.text("result")
    if method not in METHODS_OF_KIND.get(kind, ()):
        reader.complain("method", "missing", "確認の方法を選んでください。")
    if CHECK_RESULTS.get(result) is None:
        reader.complain("result", "missing", "結果を選んでください。")
    compared = tuple(key for key in COMPARABLE if key in reader.raw.get("compared", ()))
    if result == "matches" and not set(NEEDED) <= set(compared):
        words = "・".join(COMPARABLE[key] for key in NEEDED)
        reader.complain("compared", "missing", f"一致とするには、{words}を見比べてください。")
    note = reader.text("note")
    if len(note) > NOTE_LENGTH:
        reader.complain("note", "long", f"{NOTE_LENGTH}文字までで入力してください。")
    report = CheckReport(method, result, compared, note)
    return (None if reader.problems else report), reader


def status_of(
    checks: Iterable[CheckRead], profile: dict[str, Any], *, waiting: bool
) -> LicenceStatus:
    """The status by the checks, newest first, and the profile as JSON today.

    A picture that waits counts first; a check of values that have changed since counts no more.
    """
    if waiting:
        return LicenceStatus.WAITING
    newest = next(iter(checks), None)
    if newest is None:
        return LicenceStatus.NOTHING
    if newest.result != "matches":
        return LicenceStatus.AGAIN
    if any(profile.get(key) != value for key, value in newest.values.items()):
        return LicenceStatus.STALE
    original = newest.method == "original"
    return LicenceStatus.ORIGINAL_SEEN if original else LicenceStatus.MATCHED


def compared_values(profile: dict[str, Any], compared: Iterable[str]) -> dict[str, Any]:
    """What the compared fields of a profile (as JSON) hold; kept sealed with the check."""
    return {key: profile.get(key) for key in compared}
