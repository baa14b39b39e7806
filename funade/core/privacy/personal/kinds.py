"""What is said about each kept thing, and for what reasons it may be kept."""

from dataclasses import dataclass
from enum import StrEnum


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
    PICTURE = "確認から35日（確認前は送信から90日）。いつでも消せます"
    NUMBER_STAYS = "改ざんを防ぐ記録のため残ります（会員は番号だけ）"


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
