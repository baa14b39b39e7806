"""The register of personal fields: what is kept, why, on what ground, since when, until when.

職業安定法 5条の5 asks that personal data of job seekers is collected only as far as needed and
that its purpose is stated; 指針 (平成11年労働省告示第141号) 第五 bars 本籍, 出生地, 家族 and the
like. A test walks every table: a field that stands neither here nor among the technical ones
fails it. The page 「お預かりする情報」 prints this table, so what it says is what is stored.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Basis(StrEnum):
    """Why it may be kept."""

    CONTRACT = "サービスの提供に必要なため"
    CONSENT = "ご本人の任意の入力"
    LAW = "法令による保存"
    SECURITY = "不正利用の防止"


class Stage(StrEnum):
    """When somebody else may see it first (STEALTH S-08)."""

    NEVER = "だれにも見せません"
    STAGE_0 = "匿名の段階から（大まかにした形）"
    STAGE_1 = "段階1から"
    STAGE_2 = "段階2から（施設ごとの同意のあと）"
    STAFF = "担当者（担当になったときだけ・記録が残ります）"


class Retention(StrEnum):
    """Until when it is kept."""

    ACCOUNT = "退会まで"
    NINETY_DAYS = "90日"
    THIRTY_FIVE_DAYS = "35日"
    SESSION = "ログアウトまで"
    TWO_YEARS = "2年（帳簿の保存期間）"


@dataclass(frozen=True, slots=True)
class PersonalField:
    """One kept thing about a person."""

    name: str
    """``app.Model.column``, or ``app.Model.column:key`` for a key inside a sealed column."""
    label: str
    purpose: str
    basis: Basis
    stage: Stage
    retention: Retention
    sealed: bool = False
    """Whether it is encrypted under the member's own key."""


REGISTER: Final[tuple[PersonalField, ...]] = (
    PersonalField(
        "accounts.User.email", "メールアドレス", "ログインとお知らせの送信",
        Basis.CONTRACT, Stage.STAGE_2, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.LineLink.lookup", "LINEのユーザーIDの照合値", "LINEからの操作の照合",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.LineLink.sealed", "LINEのユーザーID", "LINEでのお知らせの送信",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "notices.LineLink.linked_at", "LINEをつないだ時刻", "LINEでのお知らせの送信",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.LineLink.sent_at", "LINEで最後に送った時刻", "送りすぎの防止",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.PushDevice.lookup", "通知先の端末の照合値", "同じ端末の二重登録の防止",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.PushDevice.sealed", "通知先の端末（送り先・鍵・呼び名）", "プッシュ通知の送信",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "notices.PushDevice.created_at", "通知先の端末を登録した時刻", "プッシュ通知の送信",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.PushDevice.sent_at", "端末に最後に送った時刻", "プッシュ通知の送信",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "notices.PushDevice.last_topic", "最後に送ったお知らせの番号", "二重送信の防止",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
)  # fmt: skip

FORBIDDEN_WORDS: Final = (
    "honseki", "domicile", "birthplace", "spouse", "family", "marital", "children", "religion",
    "creed", "union_member", "race", "nationality", "本籍", "出生地", "配偶者", "家族", "宗教",
    "信条",
)  # fmt: skip
"""No column, form field or sealed key may carry one of these."""
